import type { LocalDate, LocalTime, Schedule, TimeZoneName } from '@expertbook/contracts';
import { minutesOf, timeOf } from '../../ui/time-of-day';
import { addDays } from '@expertbook/web-shared/ui/calendar-dates';
import { localDateOf } from '@expertbook/web-shared/ui/zoned-time';
import { offsetAt } from '../calendar/wall-clock';
import { rangesOn } from '../calendar/working-hours';

/**
 * Hours that a clock change removes or doubles. Computed from the browser's zone data, which may be out of date: the
 * result is a hint, and only the API decides what can be booked.
 */

const MINUTE = 60_000;
const DAY = 86_400_000;
const DAY_MINUTES = 1440;

/** Offsets in minutes ahead of UTC before and from the instant `at` (ms). */
export interface ClockChange {
  at: number;
  before: number;
  after: number;
}

/** Working hours on a date whose wall time is `skipped` (does not exist) or `repeated` (passes twice). */
export interface AffectedHours {
  date: LocalDate;
  kind: 'skipped' | 'repeated';
  start: LocalTime;
  end: LocalTime;
}

/** The changes of a zone in `days` days from an instant (ms), earliest first. */
export function clockChanges(zone: TimeZoneName, from: number, days: number): ClockChange[] {
  const changes: ClockChange[] = [];
  const first = Math.floor(from / DAY) * DAY;
  let before = offsetAt(first, zone);
  for (let day = first; day < first + days * DAY; day += DAY) {
    const after = offsetAt(day + DAY, zone);
    if (after !== before) {
      changes.push({ at: moment(zone, day, day + DAY), before, after });
      before = after;
    }
  }
  return changes;
}

/** The hours of a schedule that a change within a year from `now` (ms) affects. */
export function affectedHours(
  schedule: Pick<Schedule, 'timeZone' | 'weekly' | 'overrides' | 'outOfOffice'>,
  now: number,
): AffectedHours[] {
  const today = localDateOf(new Date(now), schedule.timeZone);
  return clockChanges(schedule.timeZone, now, 366).flatMap(({ at, before, after }) => {
    const kind = after > before ? ('skipped' as const) : ('repeated' as const);
    const [start, end] = [before, after].map((offset) => at / MINUTE + offset).sort((a, b) => a - b) as [
      number,
      number,
    ];
    return piecesByDate(start, end)
      .filter((piece) => piece.date >= today)
      .flatMap(({ date, start: from, end: to }) =>
        rangesOn(schedule, date).flatMap((range) => {
          const [first, last] = [Math.max(from, minutesOf(range.start)), Math.min(to, minutesOf(range.end))];
          return first < last ? [{ date, kind, start: timeOf(first), end: timeOf(last) }] : [];
        }),
      );
  });
}

/** An interval of wall time (minutes since 1970), split at its midnights. */
function piecesByDate(start: number, end: number): { date: LocalDate; start: number; end: number }[] {
  const pieces = [];
  for (let day = Math.floor(start / DAY_MINUTES); day * DAY_MINUTES < end; day++) {
    pieces.push({
      date: addDays('1970-01-01', day),
      start: Math.max(0, start - day * DAY_MINUTES),
      end: Math.min(DAY_MINUTES, end - day * DAY_MINUTES),
    });
  }
  return pieces;
}

/** The minute in which the offset changes, between two instants with different offsets. */
function moment(zone: TimeZoneName, low: number, high: number): number {
  const before = offsetAt(low, zone);
  while (high - low > MINUTE) {
    const middle = Math.floor((low + high) / 2 / MINUTE) * MINUTE;
    if (offsetAt(middle, zone) === before) low = middle;
    else high = middle;
  }
  return high;
}
