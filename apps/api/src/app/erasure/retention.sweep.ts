import type { OnModuleInit } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, Types } from 'mongoose';
import { NO_BOOKINGS } from '../bookings/booking-filters';
import { BookingRecord } from '../calendars/booking.schema';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { Expert } from '../offerings/expert.schema';
import { inSlices } from '../http/in-slices';
import type { SweepTurn } from '../leases/sweeper';
import { Sweeper } from '../leases/sweeper';
import type { ErasableBooking } from './erased';
import { erasureOf } from './erased';
import { RetentionMark } from './retention-mark.schema';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MARK = 'clients';
const BATCH = 200;
/** Maximum length of a session: one that ended after an instant began at most this long before it. */
const MAX_SESSION_MS = DAY_MS;

/** Removes all personal data from bookings that ended more than `RETENTION_DAYS` ago, hour by hour. */
@Injectable()
export class RetentionSweep implements OnModuleInit {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    @InjectModel(Expert.name) private readonly experts: Model<Expert>,
    @InjectModel(RetentionMark.name) private readonly marks: Model<RetentionMark>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly sweeper: Sweeper,
  ) {}

  onModuleInit(): void {
    if (this.environment.retentionDays === 0) return;
    const run = (turn: SweepTurn) => this.sweep(turn, new Date());
    this.sweeper.add({ name: 'clients of long ago', everyMs: HOUR_MS, run });
  }

  /**
   * Erases the clients of all bookings that ended more than the setting's days before `now`. Reads only bookings that
   * ended since the last run; after an interrupted turn the next one continues there.
   */
  async sweep(turn: Pick<SweepTurn, 'isOver'>, now: Date): Promise<void> {
    const until = new Date(now.getTime() - this.environment.retentionDays * DAY_MS);
    const since = (await this.marks.findById(MARK).lean())?.until ?? new Date(0);
    if (since >= until) return;
    const experts = this.experts.collection.find({}, { projection: { _id: 1 }, batchSize: BATCH });
    for await (const { _id } of experts) {
      if (turn.isOver || !(await this.eraseOf(_id, since, until, turn))) return;
    }
    await this.marks.updateOne({ _id: MARK }, { $set: { until } }, { upsert: true });
  }

  private async eraseOf(
    expertId: Types.ObjectId,
    since: Date,
    until: Date,
    turn: Pick<SweepTurn, 'isOver'>,
  ): Promise<boolean> {
    const earliest = new Date(since.getTime() - MAX_SESSION_MS);
    const ended = this.bookings.collection.find<ErasableBooking>(
      {
        expertId,
        start: { $gte: earliest, $lt: until },
        end: { $lte: until },
        status: { $nin: [...NO_BOOKINGS] },
      },
      { projection: { title: 1, attendees: 1, search: 1 }, batchSize: BATCH, hint: 'expert_list' },
    );
    const at = new Date();
    for await (const booking of inSlices(ended)) {
      if (turn.isOver) return false;
      const erasure = erasureOf(
        booking,
        at,
        () => true,
        () => false,
      );
      if (!erasure) continue;
      const { update, arrayFilters } = erasure;
      await this.bookings.collection.updateOne({ _id: booking._id }, update, { arrayFilters });
    }
    return true;
  }
}
