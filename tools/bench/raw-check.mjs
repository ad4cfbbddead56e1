import { voidRun } from './void-run.mjs';

/**
 * Reads the bookings as they lie in the database, by none of the project's own code: no two live ones of an expert may
 * overlap, and there must be exactly as many as were acknowledged.
 *
 * @param {import('mongodb').Db} db
 * @param {number} acknowledged
 * @throws {import('../run/plain-error.mjs').PlainError}
 */
export async function checkBookings(db, acknowledged) {
  const bookings = db
    .collection('bookings')
    .find({ live: true }, { projection: { expertId: 1, padStart: 1, padEnd: 1 } })
    .sort({ expertId: 1, padStart: 1 })
    .allowDiskUse();
  let count = 0;
  let expert = '';
  let busyUntil = 0;
  for await (const { _id, expertId, padStart, padEnd } of bookings) {
    if (String(expertId) !== expert) busyUntil = 0;
    expert = String(expertId);
    if (padStart.getTime() < busyUntil) throw voidRun(`booking ${String(_id)} overlaps another one.`);
    busyUntil = Math.max(busyUntil, padEnd.getTime());
    count += 1;
  }
  if (count !== acknowledged)
    throw voidRun(`${acknowledged} bookings were acknowledged, ${count} are in the database.`);
}
