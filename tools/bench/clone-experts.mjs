import { randomBytes } from 'node:crypto';

import { loadDriver } from '../mongod/driver.mjs';
import { bookingLike } from './booking-like.mjs';

const BATCH = 2_000;

/**
 * @typedef {object} ClonedExpert
 * @property {string} handle
 * @property {string} slug
 * @property {number} firstDay epoch milliseconds
 * @property {number} perDay sessions a day
 * @property {import('mongodb').ObjectId} expertId
 * @property {import('mongodb').ObjectId} eventTypeId
 */

/**
 * Copies of an expert that was published through the API, under other names, written directly into a database: fast,
 * and into any database.
 *
 * @param {import('mongodb').Db} from
 * @param {import('./expert.mjs').PublishedExpert} expert published in `from`
 * @param {import('mongodb').Db} to
 * @param {number} count
 * @returns {Promise<ClonedExpert[]>}
 */
export async function cloneExperts(from, expert, to, count) {
  const { ObjectId } = loadDriver();
  const one = await from.collection('experts').findOne({ handle: expert.handle });
  if (!one) throw new Error(`there is no expert ${expert.handle}`);
  const user = await from.collection('users').findOne({ _id: one.userId });
  const schedules = await from.collection('schedules').find({ expertId: one._id }).toArray();
  const eventType = await from.collection('event_types').findOne({ expertId: one._id });
  const calendar = await from.collection('calendars').findOne({ _id: one._id });
  const clones = [];
  for (let i = 0; i < count; i += 1) {
    const handle = `bench-${randomBytes(6).toString('hex')}`;
    const [userId, expertId, eventTypeId] = [new ObjectId(), new ObjectId(), new ObjectId()];
    await to.collection('users').insertOne({ ...withEmail(user, `${handle}@example.com`), _id: userId });
    const named = { ...one, _id: expertId, userId, handle, ...(one.handles && { handles: [handle] }) };
    await to.collection('experts').insertOne(named);
    await to
      .collection('schedules')
      .insertMany(schedules.map((schedule) => ({ ...schedule, _id: new ObjectId(), expertId })));
    await to.collection('event_types').insertOne({ ...eventType, _id: eventTypeId, expertId });
    await to.collection('calendars').insertOne({ revision: 1, ...calendar, _id: expertId });
    const { slug, firstDay, perDay } = expert;
    clones.push({ handle, slug, firstDay, perDay, expertId, eventTypeId });
  }
  return clones;
}

/**
 * @param {import('mongodb').Document | null} user
 * @param {string} email replaces the existing one in all fields
 */
function withEmail(user, email) {
  return Object.fromEntries(
    Object.entries(user ?? {}).map(([field, value]) => [field, value === user?.email ? email : value]),
  );
}

/**
 * Live bookings written directly into a database, at times that do not overlap.
 *
 * @param {import('mongodb').Db} db
 * @param {import('mongodb').Document} like a real one
 * @param {number} minutes
 * @param {{ expert: ClonedExpert, start: number }[]} places
 */
export async function writeBookings(db, like, minutes, places) {
  const { ObjectId } = loadDriver();
  for (let from = 0; from < places.length; from += BATCH) {
    const documents = places
      .slice(from, from + BATCH)
      .map(({ expert: { expertId, eventTypeId }, start }) =>
        bookingLike(like, { _id: new ObjectId(), expertId, eventTypeId, start, minutes }),
      );
    await db.collection('bookings').insertMany(documents, { ordered: false });
  }
}
