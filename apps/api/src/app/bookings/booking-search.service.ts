import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AnyObject, Model, Types } from 'mongoose';
import { inSlices } from '../http/in-slices';
import { NO_BOOKINGS } from './booking-filters';
import { BookingRecord } from '../calendars/booking.schema';
import { searchWords } from './search-words';

/** Bookings completed by one search: those that an older version writes during an upgrade. */
const MAX_COMPLETED = 500;

/** How long after a process has started an older version may still run next to it. */
const UPGRADE_MS = 86_400_000;

/** Ensures that an expert's bookings can be searched by their words. */
@Injectable()
export class BookingSearch {
  constructor(@InjectModel(BookingRecord.name) private readonly bookings: Model<BookingRecord>) {}

  /**
   * Whether every booking of the expert has its search words. An older version that runs next to this one writes
   * bookings without them: these are completed here, unless they are too many for one request.
   */
  async isComplete(expertId: Types.ObjectId): Promise<boolean> {
    const { collection } = this.bookings;
    if (performance.now() < UPGRADE_MS) await this.completeSessions(expertId);
    const missing = await collection
      .find<Pick<BookingRecord, '_id' | 'title' | 'attendees'>>(
        { expertId, search: null, status: { $nin: [...NO_BOOKINGS] } },
        { projection: { title: 1, attendees: 1 }, hint: 'expert_search', limit: MAX_COMPLETED },
      )
      .toArray();
    if (missing.length === 0) return true;
    await collection.bulkWrite(
      missing.map((booking) => ({
        updateOne: {
          filter: { _id: booking._id, search: null },
          update: { $set: { search: searchWords(booking) } },
        },
      })),
      { ordered: false },
    );
    return missing.length < MAX_COMPLETED;
  }

  /** An older version adds attendees to a session that has its words, without theirs. */
  private async completeSessions(expertId: Types.ObjectId): Promise<void> {
    const { collection } = this.bookings;
    const sessions = collection.find<Pick<BookingRecord, '_id' | 'title' | 'attendees' | 'search'>>(
      { expertId, start: { $gte: new Date() }, seats: { $gt: 1 }, search: { $type: 'array' } },
      { projection: { title: 1, attendees: 1, search: 1 }, hint: 'expert_figures', limit: MAX_COMPLETED },
    );
    for await (const session of inSlices(sessions)) {
      const known = new Set(session.search);
      const missing = searchWords(session).filter((word) => !known.has(word));
      if (missing.length === 0) continue;
      const $addToSet: AnyObject = { search: { $each: missing } };
      await collection.updateOne({ _id: session._id }, { $addToSet });
    }
  }
}
