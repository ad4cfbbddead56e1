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
import type { PhotoFormat } from './photo.schema';
import { bytesOf, PhotoRecord } from './photo.schema';
import { encodePicture, PHOTO } from './photo-encoder';
import { PhotoTurns } from './photo-turns';

/** One picture as it goes out. */
export interface ServedPhoto {
  version: string;
  bytes: Buffer;
}

/** The page shows the photo, and is remembered by the calendar's revision. */
const PHOTO_CHANGED: CalendarChange = { reason: 'schedule', taken: [], freed: [], bookingIds: [] };

/** Experts' photos. They are small and few, so the database keeps them: every process serves every one. */
@Injectable()
export class PhotosService {
  constructor(
    @InjectModel(PhotoRecord.name) private readonly photos: Model<PhotoRecord>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly profiles: ExpertsService,
    private readonly calendars: CalendarTransactions,
    private readonly turns: PhotoTurns,
  ) {}

  /** Puts a picture in the place of the one before. @throws DomainError as {@link encodePicture} and {@link PhotoTurns.take} */
  async put(expertId: Types.ObjectId, file: Buffer): Promise<ExpertProfileDto> {
    const { webp, jpeg } = await this.turns.take(String(expertId), () => encodePicture(file, PHOTO));
    const version = randomUid();
    const photo: Omit<PhotoRecord, '_id'> = { version, webp, jpeg, createdAt: new Date() };
    await this.calendars.run(expertId, PHOTO_CHANGED, async ({ session }) => {
      await this.show(expertId, version, session);
      await this.photos.updateOne({ _id: expertId }, { $set: photo }, { upsert: true, session });
    });
    return this.profile(expertId);
  }

  /** Takes the photo away; without one it changes nothing. */
  async remove(expertId: Types.ObjectId): Promise<ExpertProfileDto> {
    await this.calendars.run(expertId, PHOTO_CHANGED, async ({ session }) => {
      await this.show(expertId, null, session);
      await this.photos.deleteOne({ _id: expertId }, { session });
    });
    return this.profile(expertId);
  }

  /**
   * The photo of whoever has the handle or had it before.
   * @param known version that was asked for: before the page is public only its expert knows it
   * @throws DomainError `not_found`
   */
  async of(handle: string, format: PhotoFormat, known?: string): Promise<ServedPhoto> {
    const expert = (await this.profiles.findPublic(handle)) ?? (await this.unpublished(handle, known));
    const photo = expert && (await this.photos.findById(expert._id, { version: 1, [format]: 1 }).lean());
    if (!photo) throw new DomainError('not_found');
    return { version: photo.version, bytes: bytesOf(photo[format]) };
  }

  private async unpublished(handle: string, known: string | undefined): Promise<Expert | null> {
    if (known === undefined) return null;
    const expert = await this.profiles.findByHandle(handle);
    return expert?.photoVersion === known ? expert : null;
  }

  private async show(
    expertId: Types.ObjectId,
    photoVersion: string | null,
    session: ClientSession,
  ): Promise<void> {
    const { matchedCount } = await this.experts.updateOne(
      { _id: expertId, deletedAt: null },
      { $set: { photoVersion } },
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
