import { loadDriver } from '../mongod/driver.mjs';

const BATCH = 2_000;
const AT_ONCE = 3;
const AN_EXPERT = 1_000;
const MINUTE = 60_000;
const GRID = 5 * MINUTE;
const SESSION = 15;
const APART = 30;

/**
 * Bookings of other experts, a thousand each, every second one cancelled: the database of an installation after years
 * of use. They have the fields of the API's indexes and the size of real ones; the rest is padding, which is faster
 * to send.
 *
 * @param {import('mongodb').Db} db that has the API's indexes
 * @param {{ like: import('mongodb').Document, count: number, from: number }} options `like`: a real one; `from` in
 * epoch
 *   milliseconds
 */
export async function fillBookings(db, { like, count, from }) {
  const { BSON, ObjectId } = loadDriver();
  const bookings = db.collection('bookings');
  const bare = BSON.calculateObjectSize(documentOf(0, new ObjectId(), new ObjectId(), from, ''));
  const padding = 'x'.repeat(Math.max(0, BSON.calculateObjectSize(like) - bare));
  let expertId = new ObjectId();
  let next = 0;
  const batch = () => {
    const documents = [];
    for (const end = Math.min(next + BATCH, count); next < end; next += 1) {
      if (next % AN_EXPERT === 0) expertId = new ObjectId();
      documents.push(documentOf(next, expertId, like.eventTypeId, from, padding));
    }
    return documents;
  };
  const options = { ordered: false, writeConcern: { w: 1, j: false } };
  const insert = async () => {
    while (next < count) await bookings.insertMany(batch(), options);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, insert));
}

/**
 * @param {number} index
 * @param {import('mongodb').ObjectId} expertId
 * @param {import('mongodb').ObjectId} eventTypeId
 * @param {number} from
 * @param {string} padding
 */
function documentOf(index, expertId, eventTypeId, from, padding) {
  const startAt = from + (index % AN_EXPERT) * APART * MINUTE;
  const endAt = startAt + SESSION * MINUTE;
  const start = new Date(startAt);
  const end = new Date(endAt);
  const live = index % 2 === 0;
  return {
    expertId,
    eventTypeId,
    status: live ? 'confirmed' : 'cancelled',
    live,
    start,
    end,
    duration: SESSION,
    padStart: start,
    padEnd: end,
    buckets: Array.from({ length: (endAt - startAt) / GRID }, (_, i) => startAt / GRID + i),
    seats: 1,
    seatsTaken: live ? 1 : 0,
    attendees: [{ uid: `fill-${String(index).padStart(17, '0')}` }],
    expiresAt: null,
    hold: null,
    padding,
  };
}
