import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, Types } from 'mongoose';
import mongoose from 'mongoose';
import type { BusyClaim } from './booking.schema';
import { BookingRecord } from './booking.schema';
import { ExternalBusyReader } from './external-busy.reader';

const DAY_MS = 86_400_000;
/** No padded interval is longer, so a range read can begin here instead of at the beginning of time. */
export const MAX_CLAIM_MS = 4 * DAY_MS;

/** The first answer holds 101 unless asked for more, and a full month has more. */
const BATCH_SIZE = 2000;

const COVERED = {
  _id: 0,
  padStart: 1,
  padEnd: 1,
  status: 1,
  expiresAt: 1,
  eventTypeId: 1,
  start: 1,
  duration: 1,
  seats: 1,
  seatsTaken: 1,
} as const;

export interface ClaimsRange {
  /** Epoch milliseconds, half-open. */
  from: number;
  to: number;
  /** Connected calendars whose busy time is wanted as well. */
  calendarIds?: readonly Types.ObjectId[];
}

/** Reads what is claimed of an expert's time. */
@Injectable()
export class ClaimsReader {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    private readonly external: ExternalBusyReader,
  ) {}

  /**
   * Live claims (expired holds included) whose padded interval overlaps the range, answered from an index alone, and the busy time of
   * the range's connected calendars.
   */
  async between(expertId: Types.ObjectId, range: ClaimsRange): Promise<BusyClaim[]> {
    const { calendarIds } = range;
    if (!calendarIds?.length) return this.claimsBetween(expertId, range);
    const [claims, external] = await Promise.all([
      this.claimsBetween(expertId, range),
      this.external.between(calendarIds, range),
    ]);
    return [...claims, ...external];
  }

  private claimsBetween(expertId: Types.ObjectId, range: ClaimsRange): Promise<BusyClaim[]> {
    // By the driver itself: Mongoose would take a third of the time again to find that there is nothing to convert.
    return this.bookings.collection
      .find<BusyClaim>(overlapping(expertId, range), {
        projection: COVERED,
        hint: 'busy_time',
        readPreference: 'primary',
        readConcern: { level: 'majority' },
        batchSize: BATCH_SIZE,
      })
      .toArray();
  }

  /** The same as the transaction of `session` sees it. */
  async within(expertId: Types.ObjectId, range: ClaimsRange, session: ClientSession): Promise<BusyClaim[]> {
    const claims = await this.bookings
      .find(overlapping(expertId, range), { ...COVERED, _id: 1 })
      .hint('busy_time')
      .session(session)
      .lean<BusyClaim[]>()
      .exec();
    const { calendarIds } = range;
    if (!calendarIds?.length) return claims;
    return [...claims, ...(await this.external.between(calendarIds, range, session))];
  }
}

function overlapping(expertId: Types.ObjectId, { from, to }: ClaimsRange) {
  return {
    expertId,
    live: true,
    padStart: mongoose.trusted({ $gt: new Date(from - MAX_CLAIM_MS), $lt: new Date(to) }),
    padEnd: mongoose.trusted({ $gt: new Date(from) }),
  };
}
