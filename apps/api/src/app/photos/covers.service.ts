import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, Types } from 'mongoose';
import type { CalendarChange } from '../calendars/calendar.schema';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { Expert } from '../experts/expert.schema';
import type { ExpertProfileDto } from '../experts/expert.dto';
import { toExpertProfile } from '../experts/expert.dto';
import { ExpertsService } from '../experts/experts.service';
import { DomainError } from '../http/domain-error';
import { randomUid } from '../tokens/random-token';
import type { CoverSize } from './cover.schema';
import { CoverRecord } from './cover.schema';
import { bytesOf } from './photo.schema';
import { COVER, encodePicture } from './photo-encoder';
import { PhotoTurns } from './photo-turns';
import type { ServedPhoto } from './photos.service';

const COVER_CHANGED: CalendarChange = { reason: 'schedule', taken: [], freed: [], bookingIds: [] };

/** Cover pictures of profiles, kept and served like photos. */
@Injectable()
export class CoversService {
  constructor(
    @InjectModel(CoverRecord.name) private readonly covers: Model<CoverRecord>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly calendars: CalendarTransactions,
    private readonly profiles: ExpertsService,
    private readonly turns: PhotoTurns,
  ) {}

  /** Puts a picture in the place of the one before. @throws DomainError as {@link encodePicture} and {@link PhotoTurns.take} */
  async put(expertId: Types.ObjectId, file: Buffer): Promise<ExpertProfileDto> {
    const pictures = await this.turns.take(String(expertId), () => encodePicture(file, COVER));
    const cover: Omit<CoverRecord, '_id'> = { version: randomUid(), ...pictures, createdAt: new Date() };
    await this.calendars.run(expertId, COVER_CHANGED, async ({ session }) => {
      await this.show(expertId, cover.version, session);
      await this.covers.updateOne({ _id: expertId }, { $set: cover }, { upsert: true, session });
    });
    return this.profile(expertId);
  }

  /** Takes the cover away; without one it changes nothing. */
  async remove(expertId: Types.ObjectId): Promise<ExpertProfileDto> {
    await this.calendars.run(expertId, COVER_CHANGED, async ({ session }) => {
      await this.show(expertId, null, session);
      await this.covers.deleteOne({ _id: expertId }, { session });
    });
    return this.profile(expertId);
  }

  /**
   * The cover of the expert who has the handle or had it before.
   * @param known version that was asked for: before the page is public only its expert knows it
   * @throws DomainError `not_found`
   */
  async of(handle: string, size: CoverSize, known?: string): Promise<ServedPhoto> {
    const expert = (await this.profiles.findPublic(handle)) ?? (await this.unpublished(handle, known));
    const cover = expert && (await this.covers.findById(expert._id, { version: 1, [size]: 1 }).lean());
    if (!cover) throw new DomainError('not_found');
    return { version: cover.version, bytes: bytesOf(cover[size]) };
  }

  private async unpublished(handle: string, known: string | undefined): Promise<Expert | null> {
    if (known === undefined) return null;
    const expert = await this.profiles.findByHandle(handle);
    return expert?.coverVersion === known ? expert : null;
  }

  private async show(
    expertId: Types.ObjectId,
    coverVersion: string | null,
    session: ClientSession,
  ): Promise<void> {
    const { matchedCount } = await this.experts.updateOne(
      { _id: expertId, deletedAt: null },
      { $set: { coverVersion } },
      { session },
    );
    if (matchedCount === 0) throw new DomainError('not_expert');
  }

  private async profile(expertId: Types.ObjectId): Promise<ExpertProfileDto> {
    const expert = await this.experts.findById(expertId).lean();
    if (!expert) throw new DomainError('not_expert');
    return toExpertProfile(expert, this.environment.publicUrl);
  }
}
