import type { mongo } from 'mongoose';

const DAY_MS = 86_400_000;

/**
 * How long a past session keeps its claim: limits per day or week count the sessions of the whole current week, in
 * any zone, and read them from the index of claims.
 */
export const CLAIM_KEPT_MS = 9 * DAY_MS;

const BATCH = 1000;

/**
 * Ends claims on past time, so that the claim indexes contain the present and the future and do not grow with an
 * expert's past. The booking does not change. Nothing becomes bookable, so no revision rises.
 * @returns how many; fewer than there were where a batch is full
 */
export async function endPastClaims(bookings: mongo.Collection, now: Date): Promise<number> {
  const over = { live: true, padEnd: { $lte: new Date(now.getTime() - CLAIM_KEPT_MS) } };
  // By the keys of live claims alone, of which there are few after the first run.
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
