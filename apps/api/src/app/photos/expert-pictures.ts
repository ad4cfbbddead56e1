import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, Types } from 'mongoose';
import type { CalendarChange } from '../calendars/calendar.schema';
import { CalendarTransactions } from '../calendars/calendar-transactions';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import type { ExpertProfileDto } from '../experts/expert.dto';
import { toExpertProfile } from '../experts/expert.mapper';
import { Expert } from '../offerings/expert.schema';
import { ExpertsService } from '../experts/experts.service';
import { DomainError } from '../http/domain-error';

/** Field of an expert with the version of the current picture. */
export type PictureField = 'photoVersion' | 'coverVersion';

/** A picture as it is sent. */
export interface ServedPhoto {
  version: string;
  bytes: Buffer;
}

/** Public pages show pictures, and are cached by the calendar's revision. */
const PICTURE_CHANGED: CalendarChange = { reason: 'schedule', taken: [], freed: [], bookingIds: [] };

/** Shared by photos and covers: which picture an expert has, and who can see it. */
@Injectable()
export class ExpertPictures {
  constructor(
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly profiles: ExpertsService,
    private readonly calendars: CalendarTransactions,
  ) {}

  /**
   * Sets another picture, or none, in one transaction with `write`.
   * @throws DomainError `not_expert`, `busy_try_again`
   */
  async change(
    expertId: Types.ObjectId,
    field: PictureField,
    version: string | null,
    write: (session: ClientSession) => Promise<unknown>,
  ): Promise<ExpertProfileDto> {
    await this.calendars.run(expertId, PICTURE_CHANGED, async ({ session }) => {
      const { matchedCount } = await this.experts.updateOne(
        { _id: expertId, deletedAt: null },
        { $set: { [field]: version } },
        { session },
      );
      if (matchedCount === 0) throw new DomainError('not_expert');
      await write(session);
    });
    const expert = await this.experts.findById(expertId).lean();
    if (!expert) throw new DomainError('not_expert');
    return toExpertProfile(expert, this.environment.publicUrl);
  }

  /**
   * The expert who has or had the handle; null where the picture is not visible.
   * @param known requested version: before the page is public only its expert knows it
   */
  async ownerOf(handle: string, field: PictureField, known: string | undefined): Promise<Expert | null> {
    const shown = await this.profiles.findPublic(handle);
    if (shown || known === undefined) return shown;
    const expert = await this.profiles.findByHandle(handle);
    return expert?.[field] === known ? expert : null;
  }
}
