import { Types } from 'mongoose';
import type { Searchable } from '../bookings/search-words';
import { searchWords as wordsOf } from '../bookings/search-words';
import type { Migration } from './migration';

const BATCH = 500;

type Raw = Searchable & { _id: Types.ObjectId; status: string };

/** Adds the search words to bookings of earlier versions. */
export const searchWords: Migration = {
  version: 2,
  name: 'search-words',
  phase: 'expand',
  async up({ connection, progress, save }) {
    const bookings = connection.getClient().db(connection.name).collection<Raw>('bookings');
    let last = typeof progress === 'string' ? new Types.ObjectId(progress) : null;
    for (;;) {
      const batch = await bookings
        .find(
          { ...(last && { _id: { $gt: last } }) },
          {
            projection: {
              title: 1,
              status: 1,
              'attendees.name': 1,
              'attendees.email': 1,
              'attendees.guests': 1,
              search: 1,
            },
          },
        )
        .sort({ _id: 1 })
        .limit(BATCH)
        .toArray();
      const missing = batch.filter((one) => !('search' in one) && one.status !== 'held');
      if (missing.length > 0) {
        await bookings.bulkWrite(
          missing.map((one) => ({
            updateOne: {
              // A concurrent change writes the words as well.
              filter: { _id: one._id, search: { $exists: false } },
              // Blocks are not searched.
              update: { $set: { search: one.status === 'blocked' ? [] : wordsOf(one) } },
            },
          })),
          { ordered: false },
        );
      }
      last = batch.at(-1)?._id ?? null;
      if (!last || batch.length < BATCH) return;
      await save(last.toHexString());
    }
  },
};
