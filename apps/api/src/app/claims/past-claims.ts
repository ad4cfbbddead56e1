import type { mongo } from 'mongoose';

const DAY_MS = 86_400_000;

/**
 * How long a session that is over keeps its claim: limits of a day or a week count the sessions of the whole week at hand,
 * in any zone, and are read from the index of what is claimed.
 */
export const CLAIM_KEPT_MS = 9 * DAY_MS;

const BATCH = 1000;

/**
 * Ends claims on time that has long passed, so that the indexes of claimed time hold the present and what is to come and do
 * not grow with an expert's past. The booking stays as it is. Nothing that can be booked changes, so no revision rises.
 * @returns how many; fewer than there were where a batch is full
 */
export async function endPastClaims(bookings: mongo.Collection, now: Date): Promise<number> {
  const over = { live: true, padEnd: { $lte: new Date(now.getTime() - CLAIM_KEPT_MS) } };
  // Along the keys of live claims alone, which are few once this has been done.
  const found = await bookings
    .find(over, { projection: { _id: 1 }, limit: BATCH, hint: 'busy_time' })
    .toArray();
  if (found.length === 0) return 0;
  const { modifiedCount } = await bookings.updateMany(
    { _id: { $in: found.map(({ _id }) => _id) }, ...over },
    { $set: { live: false } },
  );
  return modifiedCount;
}
