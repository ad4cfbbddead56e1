import type { LocalDate, Schedule, TimeRange, TimeZoneName } from '@expertbook/contracts';
import { addDays, weekdayOf } from '@expertbook/web-shared/ui/calendar-dates';
import type { KnownOffset, Wall } from './wall-clock';
import { instantOf, wallIn } from './wall-clock';

/** A working time in the expert's wall time. */
export interface WorkingTime {
  start: Wall;
  end: Wall;
}

/** The parts of a schedule that define the hours of a local date. */
export type DatedHours = Pick<Schedule, 'weekly' | 'overrides' | 'outOfOffice'>;

/** The ranges of one local date of the schedule: none during an absence; an override takes precedence over the weekday. */
export function rangesOn(
  { weekly, overrides, outOfOffice }: DatedHours,
  date: LocalDate,
): readonly TimeRange[] {
  if (outOfOffice.some(({ start, end }) => date >= start && date <= end)) return [];
  const override = overrides.find((one) => one.date === date);
  return override?.ranges ?? weekly[weekdayOf(date)] ?? [];
}

/**
 * The working times that overlap `from` to `to` (local dates, `to` exclusive), in `zone`; the schedule may have another
 * zone.
 */
export function workingTimes(
  schedule: Schedule,
  from: LocalDate,
  to: LocalDate,
  zone: TimeZoneName,
  known: readonly KnownOffset[] = [],
): WorkingTime[] {
  const times: WorkingTime[] = [];
  for (let date = addDays(from, -1); date <= to; date = addDays(date, 1)) {
    for (const { start, end } of rangesOn(schedule, date)) {
      const ends = end === '24:00' ? `${addDays(date, 1)}T00:00` : `${date}T${end}`;
      const there = (wall: Wall) =>
        schedule.timeZone === zone ? wall : wallIn(zone, instantOf(wall, schedule.timeZone), known);
      times.push({ start: there(`${date}T${start}`), end: there(ends) });
    }
  }
  return times.filter(({ start, end }) => start < `${to}T00:00` && end > `${from}T00:00` && start < end);
}

/** The closed times between and around working times (in any order) from `from` to `to`, `to` exclusive. */
export function closedTimes(working: readonly WorkingTime[], from: LocalDate, to: LocalDate): WorkingTime[] {
  const closed: WorkingTime[] = [];
  const last: Wall = `${to}T00:00`;
  let start: Wall = `${from}T00:00`;
  for (const open of [...working].sort((a, b) => (a.start < b.start ? -1 : 1))) {
    if (open.start > start) closed.push({ start, end: open.start < last ? open.start : last });
    if (open.end > start) start = open.end;
  }
  if (start < last) closed.push({ start, end: last });
  return closed;
}
