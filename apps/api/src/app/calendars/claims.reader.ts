import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model, Types } from 'mongoose';
import mongoose from 'mongoose';
import type { BusyClaim } from './booking.schema';
import type { CalendarTimes } from './calendar-times';
import { NO_EXTERNAL } from './calendar-times';
import { BUSY_CLAIM_FIELDS } from './booking-indexes';
import { BookingRecord } from './booking.schema';
import type { ClaimsRange } from './claims-range';
import { ExternalBusyReader } from './external-busy.reader';

const DAY_MS = 86_400_000;
/** Maximum length of a padded interval: a range read begins this long before the range. */
export const MAX_CLAIM_MS = 4 * DAY_MS;

/** The first batch has 101 documents by default, and a full month has more. */
const BATCH_SIZE = 2000;

const COVERED = { _id: 0, ...BUSY_CLAIM_FIELDS } as const;

/** Reads the claims of an expert's calendar. */
@Injectable()
export class ClaimsReader {
  constructor(
    @InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>,
    private readonly external: ExternalBusyReader,
  ) {}

  /** Live claims (expired holds included) whose padded interval overlaps the range, read from an index alone. */
  between(expertId: Types.ObjectId, range: ClaimsRange): Promise<BusyClaim[]> {
    // By the driver: Mongoose would add a third of the time without converting anything.
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

  /** What takes time in the range, as the transaction of `session` sees it. */
  async within(expertId: Types.ObjectId, range: ClaimsRange, session: ClientSession): Promise<CalendarTimes> {
    const claims = await this.bookings
      .find(overlapping(expertId, range), { ...COVERED, _id: 1 })
      .hint('busy_time')
      .session(session)
      .lean<BusyClaim[]>()
      .exec();
    const { calendarIds } = range;
    if (!calendarIds?.length) return { claims, external: NO_EXTERNAL };
    return { claims, external: await this.external.within(calendarIds, range, session) };
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
