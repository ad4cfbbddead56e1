import type { AnyObject } from 'mongoose';
import type { AttendeeRecord, BookingRecord } from '../calendars/booking.schema';
import { searchWords } from '../bookings/search-words';

/** Replaces a name; responses have it in the expert's language. */
export const ERASED_NAME = 'Erased client';
/** Replaces an address; undeliverable (RFC 2606, 2). */
export const ERASED_EMAIL = 'erased@deleted.invalid';

/** The fields of a booking that the decision needs. */
export type ErasableBooking = Pick<BookingRecord, '_id' | 'title' | 'attendees' | 'search'>;

export interface Erasure {
  update: AnyObject;
  arrayFilters: AnyObject[];
}

/** All data that an attendee has entered, replaced. Times, statuses and history stay. */
function erasedFacts(at: Date) {
  return {
    name: ERASED_NAME,
    email: ERASED_EMAIL,
    timeZone: 'UTC',
    guests: [],
    answers: {},
    notes: '',
    cancelReason: null,
    // Its link is invalid.
    tokenHashes: [],
    erasedAt: at,
  } satisfies Partial<AttendeeRecord>;
}

/**
 * The update that removes all personal data of some attendees from a booking, and some addresses from the guests of
 * the others; null where there is nothing to do. Pure.
 * @param isMeant the attendees to erase
 * @param isGuest the guests' addresses to remove
 */
export function erasureOf(
  booking: ErasableBooking,
  at: Date,
  isMeant: (attendee: AttendeeRecord) => boolean,
  isGuest: (address: string) => boolean,
): Erasure | null {
  const $set: AnyObject = {};
  const $unset: AnyObject = {};
  const arrayFilters: AnyObject[] = [];
  const stays: AttendeeRecord[] = [];
  const place = (uid: string) => {
    const name = `a${arrayFilters.length}`;
    arrayFilters.push({ [`${name}.uid`]: uid });
    return `attendees.$[${name}]`;
  };
  for (const attendee of booking.attendees) {
    const guests = (attendee.guests ?? []).filter((guest) => !isGuest(guest));
    if (!attendee.erasedAt && isMeant(attendee)) {
      const path = place(attendee.uid);
      for (const [field, value] of Object.entries(erasedFacts(at))) $set[`${path}.${field}`] = value;
      for (const field of ['language', 'hourCycle', 'region', 'mailedHashes', 'answerHashes'])
        $unset[`${path}.${field}`] = 1;
      continue;
    }
    stays.push({ ...attendee, guests });
    if (guests.length < (attendee.guests ?? []).length) $set[`${place(attendee.uid)}.guests`] = guests;
  }
  if (arrayFilters.length === 0) return null;
  const kept = new Set(searchWords({ title: booking.title, attendees: stays }));
  const gone = (booking.search ?? []).filter((word) => !kept.has(word));
  return {
    update: {
      $set,
      ...(Object.keys($unset).length > 0 && { $unset }),
      // Word by word: another attendee may join the session at the same time, and add theirs.
      ...(gone.length > 0 && { $pullAll: { search: gone } }),
    },
    arrayFilters,
  };
}
