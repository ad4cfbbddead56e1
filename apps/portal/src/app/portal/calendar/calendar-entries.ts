import type { Block, Booking, BookingStatus, CalendarHold, CalendarView } from '@expertbook/contracts';
import { addDays } from '@expertbook/web-shared/ui/calendar-dates';
import type { OutsideEvent } from './outside-events';
import type { KnownOffset, Wall } from './wall-clock';
import { dateOf, knownOffsetOf, plusMinutes, wallOf } from './wall-clock';

/** One entry of the calendar, in the expert's wall time. */
export type CalendarEntry = { id: string; start: Wall; end: Wall } & (
  | { kind: 'booking'; booking: Booking; moving: boolean }
  | { kind: 'session'; title: string; bookings: Booking[]; seats: number }
  | { kind: 'hold'; hold: CalendarHold }
  | { kind: 'block'; block: Block }
  | { kind: 'external'; event: OutsideEvent }
);

/** A booking at the time it is dragged to, before the API has accepted it. */
export interface BookingPreview {
  uid: string;
  start: Wall;
}

/** Of an event from outside that lasts for months, more than the calendar shows at once. */
const MAX_DAYS = 400;

const SHOWN: readonly BookingStatus[] = ['pending', 'confirmed', 'completed', 'no_show'];

/** Whether a booking is shown in the calendar: cancelled and declined ones are not. */
export function isShown(booking: Booking): boolean {
  return SHOWN.includes(booking.status);
}

/**
 * Entries of a view, earliest first: group sessions as one entry with their attendees, without holds that have expired
 * at `now` (ms), and the rescheduled booking at its new time.
 */
export function entriesOf(
  view: CalendarView,
  now: number,
  move: BookingPreview | null = null,
  outside: readonly OutsideEvent[] = [],
): CalendarEntry[] {
  const entries: CalendarEntry[] = [];
  const sessions = new Map<string, Extract<CalendarEntry, { kind: 'session' }>>();
  for (const booking of view.bookings.filter(isShown)) {
    if (!booking.session) {
      entries.push(bookingEntry(booking, move));
      continue;
    }
    const key = `session ${booking.eventType.id} ${Date.parse(booking.start)}`;
    const known = sessions.get(key);
    if (known) known.bookings.push(booking);
    else {
      const { title } = booking.eventType;
      const seats = booking.session.seats;
      sessions.set(key, { id: key, kind: 'session', title, bookings: [booking], seats, ...spanOf(booking) });
    }
  }
  entries.push(...sessions.values());
  for (const hold of view.holds) {
    if (Date.parse(hold.expiresAt) <= now) continue;
    entries.push({ id: `hold ${hold.eventType.id} ${hold.start}`, kind: 'hold', hold, ...spanOf(hold) });
  }
  for (const block of view.blocks) {
    entries.push({ id: `block ${block.id}`, kind: 'block', block, ...spanOf(block) });
  }
  for (const event of outside) {
    for (const day of daysOf(spanOf(event))) {
      entries.push({ id: `external ${event.id} ${dateOf(day.start)}`, kind: 'external', event, ...day });
    }
  }
  return entries.sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
}

/** The expert's own booking or block that a booking would overlap at `start`; holds of clients are ignored. */
export function conflictingEntry(
  entries: readonly CalendarEntry[],
  booking: Pick<Booking, 'uid' | 'duration'>,
  start: Wall,
): CalendarEntry | undefined {
  const end = plusMinutes(start, booking.duration);
  return entries.find(
    (one) =>
      one.kind !== 'hold' &&
      !(one.kind === 'booking' && one.booking.uid === booking.uid) &&
      one.start < end &&
      start < one.end,
  );
}

/** Every offset that the API has written in a view. */
export function knownOffsetsOf(view: CalendarView): KnownOffset[] {
  return [...view.bookings, ...view.holds, ...view.blocks].flatMap(({ start, end }) => [
    knownOffsetOf(start),
    knownOffsetOf(end),
  ]);
}

function bookingEntry(booking: Booking, move: BookingPreview | null): CalendarEntry {
  const id = `booking ${booking.uid}`;
  if (move?.uid !== booking.uid) return { id, kind: 'booking', booking, moving: false, ...spanOf(booking) };
  const end = plusMinutes(move.start, booking.duration);
  return { id, kind: 'booking', booking, moving: true, start: move.start, end };
}

/** The parts of a span by date, one for each. */
function daysOf({ start, end }: { start: Wall; end: Wall }): { start: Wall; end: Wall }[] {
  const days: { start: Wall; end: Wall }[] = [];
  for (let from = start; from < end && days.length < MAX_DAYS;) {
    const midnight: Wall = `${addDays(dateOf(from), 1)}T00:00`;
    const until = midnight < end ? midnight : end;
    days.push({ start: from, end: until });
    from = until;
  }
  return days;
}

/** In the repeated hour of a clock change an end may be written before its start: then the real length applies. */
function spanOf({ start, end }: { start: string; end: string }): { start: Wall; end: Wall } {
  const from = wallOf(start);
  const to = wallOf(end);
  if (to > from) return { start: from, end: to };
  return { start: from, end: plusMinutes(from, (Date.parse(end) - Date.parse(start)) / 60_000) };
}
