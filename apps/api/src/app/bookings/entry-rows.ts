import type { CalendarProvider } from '@expertbook/contracts';
import { Types } from 'mongoose';
import type { AttendeeRecord, BookingRecord } from '../calendars/booking.schema';
import type { Expert } from '../offerings/expert.schema';
import type { NewOutboxMessage } from '../outbox/outbox';
import { entryIdOf, entryUidOf } from './entry-uid';

/** Makes one entry what its booking is. */
export const ENTRY_TOPIC = 'calendar.entry';
/** Looks at one entry that was changed in the calendar. */
export const FOLLOW_TOPIC = 'calendar.follow';
/** Makes all entries of a calendar what their bookings are. */
export const PLAN_TOPIC = 'calendar.plan';
/** Removes entries from a calendar that is disconnected. */
export const REMOVAL_TOPIC = 'calendar.removal';

/** One entry to reconcile: rows say that something changed, never what. */
export interface EntryPayload {
  expertId: Types.ObjectId;
  calendarId: Types.ObjectId;
  uid: string;
  /** Uid of an attendee in the chain of reschedules; null where only the entry itself is known. */
  bookingUid: string | null;
}

export interface PlanPayload {
  expertId: Types.ObjectId;
  calendarId: Types.ObjectId;
}

interface ChangedBooking {
  booking: Pick<BookingRecord, '_id' | 'seats'>;
  attendee: Pick<AttendeeRecord, 'uid' | 'calendarUid' | 'sequence' | 'status'>;
}

/**
 * Rows that bring a change of bookings into the expert's calendar, for the transaction of the change. None where the expert has no
 * calendar for bookings, and none for requests. Pure.
 */
export function entryRows(
  { _id: expertId, bookingsCalendarId: calendarId }: Pick<Expert, '_id' | 'bookingsCalendarId'>,
  ...changed: readonly ChangedBooking[]
): NewOutboxMessage[] {
  if (!calendarId) return [];
  return changed
    .filter(({ attendee }) => attendee.status !== 'pending')
    .map(({ booking, attendee }) => {
      const { uid: bookingUid, sequence, status } = attendee;
      const uid = entryUidOf(booking, attendee);
      return entryRow({ expertId, calendarId, uid, bookingUid }, `${bookingUid}:${sequence}:${status}`);
    });
}

/** @param change unique for the change of the entry */
export function entryRow(payload: EntryPayload, change: string): NewOutboxMessage {
  const entry = `${ENTRY_TOPIC}:${entryIdOf(payload.calendarId, payload.uid)}`;
  // All of one version: each row reads the booking as it is, so none is too late and none is replaced.
  return { topic: ENTRY_TOPIC, key: `${entry}:${change}`, entry, version: 0, payload: { ...payload } };
}

/** Handled in one order with the rows that write the entry. */
export function followRow(payload: EntryPayload): NewOutboxMessage {
  const entry = `${ENTRY_TOPIC}:${entryIdOf(payload.calendarId, payload.uid)}`;
  const key = `${FOLLOW_TOPIC}:${new Types.ObjectId().toHexString()}`;
  return { topic: FOLLOW_TOPIC, key, entry, version: 0, payload: { ...payload } };
}

/** @param dueAt now when left out */
export function planRow(payload: PlanPayload, dueAt?: Date): NewOutboxMessage {
  const key = `${PLAN_TOPIC}:${new Types.ObjectId().toHexString()}`;
  return { topic: PLAN_TOPIC, key, payload: { ...payload }, ...(dueAt && { dueAt }) };
}

/** Entries to remove from a calendar of which nothing else is kept. */
export interface RemovalPayload {
  provider: CalendarProvider;
  /** Encrypted for the row's key. */
  sealedAccess: string;
  sealedLocation: string;
  entries: { uid: string; version: string | null }[];
}
