import { voidRun } from './void-run.mjs';

/**
 * Reads the raw bookings of the database, without the project's own code.
 *
 * @param {import('mongodb').Db} db
 * @param {number} acknowledged how many live bookings there must be
 * @throws {import('../run/plain-error.mjs').PlainError} when two of an expert overlap, or one is missing or too many
 */
export async function checkBookings(db, acknowledged) {
  const bookings = db
    .collection('bookings')
    .find({ live: true }, { projection: { expertId: 1, padStart: 1, padEnd: 1 } })
    .sort({ expertId: 1, padStart: 1 })
    .allowDiskUse();
  const problem = await problemWith(/** @type {any} */ (bookings), acknowledged);
  if (problem) throw voidRun(problem);
}

/**
 * @param {AsyncIterable<Booking> | Iterable<Booking>} bookings live ones, by expert and then by start
 * @param {number} acknowledged
 * @returns {Promise<string | null>} a sentence, or null when all is well; touching is not overlapping
 *
 * @typedef {{ _id: unknown, expertId: unknown, padStart: Date, padEnd: Date }} Booking
 */
export async function problemWith(bookings, acknowledged) {
  let count = 0;
  let expert = '';
  let busyUntil = 0;
  for await (const { _id, expertId, padStart, padEnd } of bookings) {
    if (String(expertId) !== expert) busyUntil = 0;
    expert = String(expertId);
    if (padStart.getTime() < busyUntil) return `booking ${String(_id)} overlaps another one.`;
    busyUntil = Math.max(busyUntil, padEnd.getTime());
    count += 1;
  }
  if (count === acknowledged) return null;
  return `${acknowledged} bookings were acknowledged, ${count} are in the database.`;
}
