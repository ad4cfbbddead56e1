import type { TimeRange, WeeklyHours } from '@expertbook/contracts';
import { minutesOf, timeOf } from '../../ui/time-of-day';

/** Changes of the hours by dragging on the week grid. Minutes of the day, 0 to 1440; weekdays as `Date.getDay`. */

const DAY = 1440;
/** Minutes of one step of the grid. */
export const DRAG_STEP = 15;
const CLICK_MINUTES = 60;

/** A position on the grid. */
export interface GridPosition {
  day: number;
  minutes: number;
}

/** What is dragged, in the week as it was at the start; `at` is the range's index in its day. */
export type Drag =
  | { kind: 'add'; from: GridPosition }
  | { kind: 'move'; from: GridPosition; at: number }
  | { kind: 'start' | 'end'; from: GridPosition; at: number };

/** A range as it is drawn. */
export interface Block {
  day: number;
  at: number;
  start: number;
  end: number;
}

/** The ranges that can be drawn. Incomplete input (`soon`, an end before its start) cannot. */
export function blocksOf(week: WeeklyHours): Block[] {
  return week.flatMap((ranges, day) =>
    ranges.flatMap((range, at) => {
      const [start, end] = [minutesOf(range.start), minutesOf(range.end)];
      return start < end ? [{ day, at, start, end }] : [];
    }),
  );
}

/**
 * The week after dragging from `drag.from` to `to`, in steps of {@link DRAG_STEP}. Overlapping ranges are merged, so
 * the result is always valid; a range keeps at least one step (or its own length, where it was shorter) and stays
 * within its day. Unchanged days are the same arrays, and a drag back to its start returns the same week.
 */
export function weekAfterDrag(week: WeeklyHours, drag: Drag, to: GridPosition): WeeklyHours {
  if (drag.kind === 'add') return withRange(week, drag.from.day, rangeBetween(drag.from.minutes, to.minutes));
  const day = drag.from.day;
  const range = week[day]?.[drag.at];
  if (!range) return week;
  const [start, end] = [minutesOf(range.start), minutesOf(range.end)];
  if (drag.kind === 'move') {
    const by = clamp(stepped(to.minutes - drag.from.minutes), -start, DAY - end);
    if (by === 0 && to.day === day) return week;
    return withRange(without(week, day, drag.at), to.day, { start: start + by, end: end + by });
  }
  const least = Math.min(DRAG_STEP, end - start);
  const edge = stepped(to.minutes);
  const changed =
    drag.kind === 'start'
      ? { start: clamp(edge, 0, end - least), end }
      : { start, end: clamp(edge, start + least, DAY) };
  if (stepped(drag.from.minutes) === edge) return week;
  return withRange(without(week, day, drag.at), day, changed);
}

/** The week with another hour at the clicked position. */
export function withHourAt(week: WeeklyHours, { day, minutes }: GridPosition): WeeklyHours {
  const start = clamp(Math.floor(minutes / 30) * 30, 0, DAY - CLICK_MINUTES);
  return withRange(week, day, { start, end: start + CLICK_MINUTES });
}

export function without(week: WeeklyHours, day: number, at: number): WeeklyHours {
  return week.map((ranges, i) => (i === day ? ranges.filter((_, j) => j !== at) : ranges));
}

interface Minutes {
  start: number;
  end: number;
}

function withRange(week: WeeklyHours, day: number, range: Minutes): WeeklyHours {
  return week.map((ranges, i) => (i === day ? merged(ranges, range) : ranges));
}

/** The day with another range; ranges that overlap or touch it are merged with it. Invalid input stays as typed. */
function merged(ranges: readonly TimeRange[], added: Minutes): TimeRange[] {
  const unread: TimeRange[] = [];
  const apart: TimeRange[] = [];
  let { start, end } = added;
  for (const range of [...ranges].sort((a, b) => minutesOf(a.start) - minutesOf(b.start))) {
    const [from, to] = [minutesOf(range.start), minutesOf(range.end)];
    if (!(from < to)) unread.push(range);
    else if (to < start || from > end) apart.push(range);
    else [start, end] = [Math.min(start, from), Math.max(end, to)];
  }
  const whole = { start: timeOf(start), end: timeOf(end) };
  return [...[...apart, whole].sort((a, b) => minutesOf(a.start) - minutesOf(b.start)), ...unread];
}

/** From the step where the pointer went down to the current one, both inclusive. */
function rangeBetween(from: number, to: number): Minutes {
  const cell = (minutes: number) => Math.floor(clamp(minutes, 0, DAY - 1) / DRAG_STEP);
  const [first, last] = [cell(from), cell(to)].sort((a, b) => a - b) as [number, number];
  return { start: first * DRAG_STEP, end: (last + 1) * DRAG_STEP };
}

function stepped(minutes: number): number {
  return Math.round(minutes / DRAG_STEP) * DRAG_STEP;
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}
