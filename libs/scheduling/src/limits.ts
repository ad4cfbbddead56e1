import { DAY, MINUTE } from './civil';
import { frozenColumns } from './columns';
import type { BookingLimits, Frame } from './rules';
import { countUpTo } from './tzdata';
import { mondayOf } from './working-time';
import type { OpenTime } from './working-time';

/** A live booking of the event type: start in epoch milliseconds, length in minutes without buffers. */
export interface BookedSession {
  start: number;
  minutes: number;
}

/** Runs of whole local days on which nothing more may start, ascending: epoch milliseconds, half-open. */
export interface FullDays {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const NONE: FullDays = { starts: [], ends: [] };

/** The local days between `from` and `to` on which another session of the frame's duration would break a limit. */
export function fullDays(
  frame: Frame,
  limits: BookingLimits,
  booked: readonly BookedSession[],
  open: OpenTime,
  from: number,
  to: number,
): FullDays {
  const { perDay, perWeek, minutesPerDay } = limits;
  if (perDay === null && perWeek === null && minutesPerDay === null) return NONE;
  const { dayStarts, firstDay } = open;
  const first = mondayOf(firstDay + dayIndex(dayStarts, from)) - firstDay;
  const end = mondayOf(firstDay + dayIndex(dayStarts, to - 1)) + 7 - firstDay;
  const { counts, minutes } = bookedByDay(booked, dayStarts, first, end);
  const mostMinutes = (minutesPerDay ?? Infinity) - frame.duration / MINUTE;
  const starts: number[] = [];
  const ends: number[] = [];
  for (let monday = first; monday < end; monday += 7) {
    let week = 0;
    for (let day = monday; day < monday + 7; day++) week += counts[day - first] as number;
    const weekFull = week >= (perWeek ?? Infinity);
    for (let day = monday; day < monday + 7; day++) {
      const count = counts[day - first] as number;
      if (!weekFull && count < (perDay ?? Infinity) && (minutes[day - first] as number) <= mostMinutes)
        continue;
      const start = dayStarts[day] as number;
      if (ends.length > 0 && ends.at(-1) === start) ends.pop();
      else starts.push(start);
      ends.push(dayStarts[day + 1] as number);
    }
  }
  return { starts, ends };
}

/** Live sessions and their minutes on each day from index `first` to before `end`, by the local date of their start. */
function bookedByDay(
  booked: readonly BookedSession[],
  dayStarts: Float64Array,
  first: number,
  end: number,
): { counts: Float64Array; minutes: Float64Array } {
  const counts = new Float64Array(end - first);
  const minutes = new Float64Array(end - first);
  const begin = dayStarts[first] as number;
  const stop = dayStarts[end] as number;
  const add = (start: number, length: number): void => {
    const day = dayIndex(dayStarts, start) - first;
    counts[day] = (counts[day] as number) + 1;
    minutes[day] = (minutes[day] as number) + length;
  };
  const columns = frozenColumns(booked, (session) => session.minutes);
  if (columns !== null) {
    const { starts, values } = columns;
    // Whole milliseconds: `countUpTo(begin - 1)` are those before `begin`.
    const last = countUpTo(starts, stop - 1);
    for (let i = countUpTo(starts, begin - 1); i < last; i++) add(starts[i] as number, values[i] as number);
  } else {
    for (let i = 0; i < booked.length; i++) {
      const session = booked[i] as BookedSession;
      const start = session.start;
      if (start >= begin && start < stop) add(start, session.minutes);
    }
  }
  return { counts, minutes };
}

/**
 * Index of the day that contains `instant`. Days have 24 hours plus or minus a clock change, so the estimate is off
 * by few.
 */
function dayIndex(dayStarts: Float64Array, instant: number): number {
  const last = dayStarts.length - 2;
  let day = Math.min(Math.max(Math.floor((instant - (dayStarts[0] as number)) / DAY), 0), last);
  while (day > 0 && (dayStarts[day] as number) > instant) day--;
  while (day < last && (dayStarts[day + 1] as number) <= instant) day++;
  return day;
}
