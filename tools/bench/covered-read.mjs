const DAY = 86_400_000;
/** Maximum length of a claim: the range of the index begins this long before the month. */
const MAX_CLAIM = 4 * DAY;
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
};

/**
 * The claims of an expert, read from the index `busy_time` alone.
 *
 * @param {import('mongodb').Db} db
 * @param {import('mongodb').ObjectId} expertId
 * @param {{ from: number, to: number }} range epoch milliseconds, half-open
 * @returns {Promise<import('mongodb').Document[]>}
 */
export function coveredRead(db, expertId, { from, to }) {
  return db
    .collection('bookings')
    .find(
      {
        expertId,
        live: true,
        padStart: { $gt: new Date(from - MAX_CLAIM), $lt: new Date(to) },
        padEnd: { $gt: new Date(from) },
      },
      {
        projection: COVERED,
        hint: 'busy_time',
        readConcern: { level: 'majority' },
        readPreference: 'primary',
      },
    )
    .toArray();
}
