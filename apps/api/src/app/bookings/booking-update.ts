import type { AnyObject, ClientSession, Model } from 'mongoose';
import type { AttendeeRecord, BookingRecord } from '../calendars/booking.schema';
import type { RequestTimes } from './request-deadline';

/** Top-level fields that a change may touch; all others stay as stored. */
const CHANGING = ['status', 'live', 'seatsTaken'] as const;

interface BookingUpdate {
  update: AnyObject;
  arrayFilters: AnyObject[];
}

/**
 * The update from `before` to `after`, with exactly the fields that differ: a newer version may have written fields
 * that this version does not know, and they must be kept. Attendees are addressed by uid, history is appended. Pure.
 */
export function bookingUpdate(before: BookingRecord, after: BookingRecord): BookingUpdate {
  const $set: AnyObject = {};
  const arrayFilters: AnyObject[] = [];
  for (const field of CHANGING) if (before[field] !== after[field]) $set[field] = after[field];
  const stored = new Map(before.attendees.map((attendee) => [attendee.uid, attendee]));
  for (const attendee of after.attendees) {
    const changed = Object.entries(changesOf(stored.get(attendee.uid), attendee));
    if (changed.length === 0) continue;
    const name = `a${arrayFilters.length}`;
    arrayFilters.push({ [`${name}.uid`]: attendee.uid });
    for (const [field, value] of changed) $set[`attendees.$[${name}].${field}`] = value;
  }
  const steps = after.history.slice(before.history.length);
  return {
    update: {
      ...(Object.keys($set).length > 0 && { $set }),
      ...(steps.length > 0 && { $push: { history: { $each: steps } } }),
    },
    arrayFilters,
  };
}

/** Writes the change from `before` to `after` in the transaction that read `before`. */
export async function saveBooking(
  bookings: Model<BookingRecord>,
  before: BookingRecord,
  after: BookingRecord,
  session: ClientSession,
): Promise<void> {
  const { update, arrayFilters } = bookingUpdate(before, after);
  // By the driver: Mongoose would cast valid values and drop fields that are not in its schema.
  await bookings.collection.updateOne({ _id: before._id }, update, { session, arrayFilters });
}

/** After the reminder of a request: one more answer token, and no reminder. Pure. */
export function remindedUpdate(uid: string, answerHashes: string[]): BookingUpdate {
  return {
    update: {
      $set: { 'attendees.$[a].answerHashes': answerHashes },
      $unset: { 'attendees.$[a].remindAt': 1 },
    },
    arrayFilters: [{ 'a.uid': uid }],
  };
}

/** Sets the deadline of a request, unless it was answered or has one. Pure. */
export function deadlineUpdate(uid: string, { respondBy, remindAt }: RequestTimes): BookingUpdate {
  return {
    update: {
      $set: {
        'attendees.$[a].respondBy': respondBy,
        ...(remindAt && { 'attendees.$[a].remindAt': remindAt }),
      },
    },
    arrayFilters: [{ 'a.uid': uid, 'a.status': 'pending', 'a.respondBy': { $exists: false } }],
  };
}

function changesOf(before: AttendeeRecord | undefined, after: AttendeeRecord): Partial<AttendeeRecord> {
  if (!before || before === after) return {};
  const changed = Object.entries(after).filter(
    ([field, value]) => value !== undefined && before[field as keyof AttendeeRecord] !== value,
  );
  return Object.fromEntries(changed);
}
