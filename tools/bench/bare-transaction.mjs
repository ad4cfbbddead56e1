import { loadDriver } from '../mongod/driver.mjs';
import { bookingLike } from './booking-like.mjs';

const COLLECTIONS = ['calendars', 'bookings', 'outbox'];

/**
 * Copies the collections and indexes of the API's database to the bare database.
 *
 * @param {import('mongodb').Db} from
 * @param {import('mongodb').Db} to
 */
export async function copyIndexes(from, to) {
  for (const name of COLLECTIONS) {
    await to.createCollection(name);
    for (const { key, ...options } of await from.collection(name).indexes()) {
      delete options.v;
      if (options.name !== '_id_') await to.collection(name).createIndex(key, options);
    }
  }
}

/**
 * The writes of one booking, without decisions or reads: touch the calendar, insert the booking and two outbox
 * rows, wait for a majority's journal.
 *
 * @param {import('mongodb').Db} db
 * @param {object} booking
 * @param {import('mongodb').Document} booking.like a booking the API has made; its shape is kept
 * @param {import('mongodb').ObjectId} booking.expertId
 * @param {number} booking.start epoch milliseconds
 */
export async function bareTransaction(db, { like, expertId, start }) {
  const { ObjectId } = loadDriver();
  const booking = bookingLike(like, { _id: new ObjectId(), expertId, start });
  const session = db.client.startSession();
  try {
    session.startTransaction({
      readConcern: { level: 'snapshot' },
      readPreference: 'primary',
      writeConcern: { w: 'majority', j: true },
    });
    const lastChange = {
      reason: 'booked',
      taken: [[booking.padStart, booking.padEnd]],
      freed: [],
      bookingIds: [booking._id],
    };
    await db
      .collection('calendars')
      .findOneAndUpdate(
        { _id: expertId },
        { $inc: { revision: 1 }, $set: { lastChange } },
        { session, upsert: true, returnDocument: 'after', projection: { revision: 1 } },
      );
    await db.collection('bookings').insertOne(booking, { session });
    await db.collection('outbox').insertMany(outboxRows(booking), { session });
    await session.commitTransaction();
  } finally {
    await session.endSession();
  }
}

/**
 * Two rows the size of the API's. Their topic has no handler, so that no worker touches them.
 *
 * @param {import('mongodb').Document} booking
 */
function outboxRows(booking) {
  const now = new Date();
  const [attendee] = booking.attendees;
  return ['client', 'expert'].map((recipient) => ({
    key: `bench:${attendee.uid}:${recipient}`,
    topic: 'bench',
    payload: {
      kind: 'booked',
      recipient,
      bookingUid: attendee.uid,
      calendarUid: attendee.uid,
      title: booking.title,
      start: booking.start,
      end: booking.end,
      duration: booking.duration,
      location: booking.location,
      meetingUrl: booking.meetingUrl,
      sequence: 0,
      expert: { name: 'Ada Lovelace', email: 'ada@example.com', handle: 'ada', timeZone: 'UTC' },
      attendee: { name: attendee.name, email: attendee.email, timeZone: attendee.timeZone },
      answers: [],
      notes: '',
      reason: null,
      cancelledBy: null,
      createdAt: booking.createdAt,
      slug: booking.slug,
      sealedToken: attendee.tokenHashes[0],
    },
    state: 'waiting',
    attempts: 0,
    dueAt: now,
    lockedUntil: new Date(0),
    lastError: null,
    createdAt: now,
  }));
}
