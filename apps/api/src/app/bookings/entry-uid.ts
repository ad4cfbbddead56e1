import type { Types } from 'mongoose';
import type { AttendeeRecord, BookingRecord } from '../calendars/booking.schema';

/** End of the `UID` of every calendar file of a booking. */
const DOMAIN = '@expertbook';
const SESSION = 'session-';

/**
 * Uid of a booking's entry in the expert's calendar: that of the mails' calendar files, which is the same over a chain of reschedules. A
 * group session has one entry of its own.
 */
export function entryUidOf(
  { _id, seats }: Pick<BookingRecord, '_id' | 'seats'>,
  { calendarUid }: Pick<AttendeeRecord, 'calendarUid'>,
): string {
  return seats > 1 ? sessionUidOf(_id) : calendarUid;
}

export function sessionUidOf(bookingId: Types.ObjectId): string {
  return SESSION + bookingId.toHexString();
}

/** Id of the session's document, as text; null for the entry of one booking. */
export function sessionIdOf(uid: string): string | null {
  return /^session-([\da-f]{24})$/.exec(uid)?.[1] ?? null;
}

/** The uid in an iCalendar `UID`; null for events of others. Other installations have the same end. */
export function uidInCalendar(property: string): string | null {
  return property.endsWith(DOMAIN) ? property.slice(0, -DOMAIN.length) : null;
}

/** Id of what is noted of an entry in a calendar. */
export function entryIdOf(calendarId: Types.ObjectId, uid: string): string {
  return `${calendarId.toHexString()}:${uid}`;
}
