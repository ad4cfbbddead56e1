import type { BookingStatistics, BookingStatus } from '@expertbook/contracts';
import { addDays, formatInstant, weekdayOf } from '@expertbook/scheduling';

/** The fields of a session that are counted. */
export interface CountedSession {
  start: Date;
  /** Minutes. */
  duration: number;
  /** Of its attendees, as stored. */
  statuses: readonly BookingStatus[];
}

type Counted = 'confirmed' | 'pending' | 'no_show' | 'cancelled';

/** Precedence of attendees' statuses in one session: an attendee who comes, or may come, before one who does not. */
const DECIDING: readonly Counted[] = ['confirmed', 'pending', 'no_show', 'cancelled'];

/**
 * Numbers of the sessions that begin from `from` to `to` (local dates in `timeZone`, inclusive); the caller passes no
 * others. Each session counts once, a rescheduled one at its new time. Pure.
 */
export function bookingFigures(
  sessions: Iterable<CountedSession>,
  { from, to, timeZone }: Pick<BookingStatistics, 'from' | 'to' | 'timeZone'>,
): BookingStatistics {
  const days = new Map<string, { booked: number; minutes: number }>();
  for (let date = from; date <= to; date = addDays(date, 1)) days.set(date, { booked: 0, minutes: 0 });
  const busiest = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  const counts: Record<Counted, number> = { confirmed: 0, pending: 0, no_show: 0, cancelled: 0 };
  let bookedMinutes = 0;
  for (const { start, duration, statuses } of sessions) {
    const status = DECIDING.find((candidate) => statuses.includes(candidate));
    if (!status) continue;
    counts[status]++;
    if (status !== 'confirmed') continue;
    const wall = formatInstant(timeZone, start.getTime());
    const day = days.get(wall.slice(0, 10));
    const hours = busiest[(weekdayOf(wall.slice(0, 10)) + 6) % 7];
    const hour = Number(wall.slice(11, 13));
    bookedMinutes += duration;
    if (day) {
      day.booked++;
      day.minutes += duration;
    }
    if (hours) hours[hour] = (hours[hour] ?? 0) + 1;
  }
  return {
    from,
    to,
    timeZone,
    booked: counts.confirmed,
    bookedMinutes,
    pending: counts.pending,
    cancelled: counts.cancelled,
    noShows: counts.no_show,
    days: [...days].map(([date, figures]) => ({ date, ...figures })),
    busiest,
  };
}
