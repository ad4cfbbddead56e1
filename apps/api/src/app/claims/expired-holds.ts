import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, Types } from 'mongoose';
import { trusted } from 'mongoose';
import { BookingRecord } from '../calendars/booking.schema';
import type { ClaimInterval, PaddedInterval } from './claim-interval';

type ExpiredHold = PaddedInterval & Pick<BookingRecord, '_id'>;

/**
 * Reads and removes expired holds. Every decision ignores them, but they stay in the unique index until they are
 * removed, by the next claim of their time or by the sweeper.
 */
@Injectable()
export class ExpiredHolds {
  constructor(@InjectModel(BookingRecord.name) private readonly claims: Model<BookingRecord>) {}

  /** Those in the interval of a claim. */
  within(expertId: Types.ObjectId, interval: Pick<ClaimInterval, 'buckets'>): Promise<PaddedInterval[]> {
    return this.claims.find(inTheWay(expertId, interval), { padStart: 1, padEnd: 1 }).lean().exec();
  }

  /** Removes those in the interval of a claim, in its transaction. */
  async removeWithin(
    expertId: Types.ObjectId,
    interval: Pick<ClaimInterval, 'buckets'>,
    session: ClientSession,
  ): Promise<void> {
    await this.claims.deleteMany(inTheWay(expertId, interval), { session });
  }

  /** Up to `limit` of one calendar. */
  of(expertId: Types.ObjectId, limit: number): Promise<ExpiredHold[]> {
    return this.claims
      .find({ expertId, ...expired() }, { padStart: 1, padEnd: 1 })
      .hint('expiring_holds')
      .limit(limit)
      .lean()
      .exec();
  }

  /** Removes some of them. @returns how many still existed */
  async remove(holds: readonly ExpiredHold[], session: ClientSession): Promise<number> {
    const _id = trusted({ $in: holds.map((hold) => hold._id) });
    const { deletedCount } = await this.claims.deleteMany({ ...expired(), _id }, { session });
    return deletedCount;
  }

  /** The experts of up to `limit` of them, those that ended first come first. */
  async experts(limit: number): Promise<Types.ObjectId[]> {
    const holds = await this.claims
      .find(expired(), { expertId: 1 })
      .sort({ expiresAt: 1 })
      .limit(limit)
      .lean();
    return [...new Map(holds.map(({ expertId }) => [String(expertId), expertId])).values()];
  }
}

function expired() {
  return { status: 'held' as const, expiresAt: trusted({ $lte: new Date() }) };
}

function inTheWay(expertId: Types.ObjectId, { buckets }: Pick<ClaimInterval, 'buckets'>) {
  return { expertId, live: true, ...expired(), buckets: trusted({ $in: buckets }) };
}
