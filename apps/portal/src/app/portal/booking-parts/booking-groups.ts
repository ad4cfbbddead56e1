import type { Booking, LocalDate, TimeZoneName } from '@expertbook/contracts';
import { localDateOf } from '@expertbook/web-shared/ui/zoned-time';

/** One entry of the list: a booking, or a group session with those of its attendees that the list contains. */
export type BookingEntry =
  | { key: string; kind: 'booking'; booking: Booking }
  | { key: string; kind: 'session'; bookings: [Booking, ...Booking[]] };

export interface BookingDay {
  date: LocalDate;
  entries: BookingEntry[];
}

/** A list as days of `zone`, with each group session as one entry, in the list's own order. */
export function daysOf(bookings: readonly Booking[], zone: TimeZoneName): BookingDay[] {
  const days = new Map<LocalDate, BookingEntry[]>();
  const sessions = new Map<string, Extract<BookingEntry, { kind: 'session' }>>();
  for (const booking of bookings) {
    const key = sessionKey(booking);
    const known = key === null ? undefined : sessions.get(key);
    if (known) {
      known.bookings.push(booking);
      continue;
    }
    const date = localDateOf(booking.start, zone);
    const entries = days.get(date) ?? [];
    days.set(date, entries);
    if (key === null) entries.push({ key: booking.uid, kind: 'booking', booking });
    else {
      const session = { key, kind: 'session' as const, bookings: [booking] as [Booking] };
      sessions.set(key, session);
      entries.push(session);
    }
  }
  return [...days].map(([date, entries]) => ({ date, entries }));
}

/** Key shared by all attendees of a group session; null for one-to-one bookings. */
export function sessionKey({ session, eventType, start }: Booking): string | null {
  return session ? `${eventType.id} ${Date.parse(start)}` : null;
}
