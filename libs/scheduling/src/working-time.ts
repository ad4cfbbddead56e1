import { DAY, dayOf, MINUTE, parseEndTime, parseTime, weekdayOfDay } from './civil';
import type { TimeRange, WorkingHours } from './hours';
import { countUpTo, instantOfWall } from './tzdata';
import type { Zone } from './tzdata';
import { dayStart, localDay, zoneOf } from './zones';

/** Days materialised after the requested ones, so that a session of at most seven days can be checked. */
const LOOK_AHEAD_DAYS = 8;
/** Days are materialised in blocks of this size, so that neighbouring questions reuse them. */
const BLOCK_DAYS = 32;

/** Wall-clock minutes of one day as pairs, ascending by their start: start, end, start, end... They may touch or overlap. */
type DayMinutes = readonly number[];

/**
 * Open time of the local days from `firstDay` to before `endDay`, as parallel arrays of epoch milliseconds. Grid
 * starts of segment `i` run from `anchors[i]` to before `untils[i]`; a session must end by `fits[i]`, the end of the
 * whole range of open time. `dayStarts[d]` is the first instant of day `firstDay + d`, with one more entry for
 * `endDay`.
 */
export interface OpenTime {
  readonly firstDay: number;
  readonly endDay: number;
  readonly dayStarts: Float64Array;
  readonly anchors: Float64Array;
  readonly untils: Float64Array;
  readonly fits: Float64Array;
}

/** Working hours, parsed once into numbers, and the open time of the days requested last. */
export interface CompiledHours {
  readonly zone: Zone;
  readonly weekly: readonly DayMinutes[];
  readonly overrides: ReadonlyMap<number, DayMinutes>;
  /** First and last day numbers of each absence. */
  readonly absences: readonly (readonly [first: number, last: number])[];
  /** Open all day on every weekday, so that open time has no beginning to anchor the grid at. */
  readonly roundTheClock: boolean;
  open: OpenTime | null;
}

const compiled = new WeakMap<WorkingHours, CompiledHours>();

/**
 * The hours in the form the engine computes with, cached as long as the same object is used: pass a new object after
 * a change, never a changed one. Throws {@link UnknownZoneError}; RangeError for hours that {@link validateHours}
 * would reject because they cannot be parsed.
 */
export function compileHours(hours: WorkingHours): CompiledHours {
  const known = compiled.get(hours);
  if (known !== undefined) return known;
  if (hours.weekly.length !== 7) throw new RangeError('Weekly hours must have seven entries, Sunday first');
  const weekly = hours.weekly.map(readDay);
  const fresh: CompiledHours = {
    zone: zoneOf(hours.timeZone),
    weekly,
    overrides: new Map(hours.overrides.map((override) => [dayOf(override.date), readDay(override.ranges)])),
    absences: hours.outOfOffice.map((absence) => [dayOf(absence.start), dayOf(absence.end)] as const),
    roundTheClock: weekly.every(coversDay),
    open: null,
  };
  compiled.set(hours, fresh);
  return fresh;
}

function readDay(ranges: readonly TimeRange[]): DayMinutes {
  const read = ranges.map((range) => {
    const start = parseTime(range.start);
    const end = parseEndTime(range.end);
    if (start === null || end === null) throw new RangeError(`Not a range: ${range.start}-${range.end}`);
    return [start, end] as const;
  });
  return read.sort((a, b) => a[0] - b[0]).flat();
}

function coversDay(minutes: DayMinutes): boolean {
  const merged: number[] = [];
  for (let i = 0; i < minutes.length; i += 2) extend(merged, minutes[i] as number, minutes[i + 1] as number);
  return merged.length === 2 && merged[0] === 0 && merged[1] === 1440;
}

/** Adds `[start, end)` to ascending pairs, merged with the last one where they touch. */
function extend(pairs: number[], start: number, end: number): void {
  if (start >= end) return;
  const last = pairs.length - 1;
  if (last > 0 && start <= (pairs[last] as number)) pairs[last] = Math.max(pairs[last] as number, end);
  else pairs.push(start, end);
}

/** Whether the local day with this number is in an absence. */
export function isAbsent(hours: CompiledHours, day: number): boolean {
  for (const [first, last] of hours.absences) if (day >= first && day <= last) return true;
  return false;
}

/**
 * The open instants of one local day as ascending pairs, kept inside the day even where a gap shifts an end out of
 * it. Ranges become instants first and are merged then: one that disappears in a gap (`02:30-03:00` where the clock
 * jumps from 02:00 to 03:00) would otherwise shift the beginning, and with it the grid, of the range that it touches.
 */
function openInstants(hours: CompiledHours, day: number): number[] {
  const pairs: number[] = [];
  if (isAbsent(hours, day)) return pairs;
  const minutes = hours.overrides.get(day) ?? hours.weekly[weekdayOfDay(day)] ?? [];
  if (minutes.length === 0) return pairs;
  const dayEnd = dayStart(hours.zone, day + 1);
  const midnight = day * DAY;
  let latestStart = -Infinity;
  const instants: [start: number, end: number][] = [];
  let ascending = true;
  for (let i = 0; i < minutes.length; i += 2) {
    const start = instantOfWall(hours.zone, midnight + (minutes[i] as number) * MINUTE);
    const end = instantOfWall(hours.zone, midnight + (minutes[i + 1] as number) * MINUTE);
    instants.push([start, Math.min(end, dayEnd)]);
    ascending &&= start >= latestStart;
    latestStart = start;
  }
  // A wall time in a gap moves behind a later one that is not in it.
  if (!ascending) instants.sort((a, b) => a[0] - b[0]);
  for (const [start, end] of instants) extend(pairs, start, end);
  return pairs;
}

/** Whether open time runs through the midnight between `day - 1` and `day`. */
function runsThroughMidnight(hours: CompiledHours, day: number): boolean {
  const midnight = dayStart(hours.zone, day);
  return openInstants(hours, day)[0] === midnight && openInstants(hours, day - 1).at(-1) === midnight;
}

/** The day on which the open time that reaches the beginning of `day` began; `day` itself when none does. */
function beginningOf(hours: CompiledHours, day: number): number {
  let first = day;
  // Only days that are open without a break continue with the day before; not all weekdays are, so this ends.
  while (runsThroughMidnight(hours, first)) {
    first--;
    if (
      openInstants(hours, first)[0] !== dayStart(hours.zone, first) ||
      openInstants(hours, first).length > 2
    )
      break;
  }
  return first;
}

/** Open time covering at least the instants from `from` to before `to`, and their ISO weeks. */
export function openTime(hours: CompiledHours, from: number, to: number): OpenTime {
  const first = mondayOf(localDay(hours.zone, from));
  const end = mondayOf(localDay(hours.zone, to - 1)) + 7;
  const ready = hours.open;
  if (ready !== null && ready.firstDay <= first && end <= ready.endDay) return ready;
  const blockFirst = Math.floor(first / BLOCK_DAYS) * BLOCK_DAYS;
  const blockEnd = Math.ceil(end / BLOCK_DAYS) * BLOCK_DAYS;
  hours.open = materialise(hours, blockFirst, blockEnd);
  return hours.open;
}

/** Day number of the Monday that begins the ISO week of a day. */
export function mondayOf(day: number): number {
  return day - ((weekdayOfDay(day) + 6) % 7);
}

function materialise(hours: CompiledHours, firstDay: number, endDay: number): OpenTime {
  const dayStarts = new Float64Array(endDay - firstDay + 1);
  for (let i = 0; i < dayStarts.length; i++) dayStarts[i] = dayStart(hours.zone, firstDay + i);
  // A week that is always open would reach back for ever: there the grid restarts at every local midnight instead.
  let day = hours.roundTheClock ? firstDay : beginningOf(hours, firstDay);
  const pairs: number[] = [];
  const lookAheadEnd = endDay + LOOK_AHEAD_DAYS;
  for (; day < endDay || (day < lookAheadEnd && runsThroughMidnight(hours, day)); day++) {
    const today = openInstants(hours, day);
    for (let i = 0; i < today.length; i += 2) {
      const start = today[i] as number;
      const end = today[i + 1] as number;
      if (hours.roundTheClock) pairs.push(start, end);
      else extend(pairs, start, end);
    }
  }
  const count = pairs.length / 2;
  const anchors = new Float64Array(count);
  const untils = new Float64Array(count);
  const fits = new Float64Array(count);
  for (let i = count - 1; i >= 0; i--) {
    anchors[i] = pairs[2 * i] as number;
    untils[i] = pairs[2 * i + 1] as number;
    const goesOn = i + 1 < count && untils[i] === anchors[i + 1];
    fits[i] = (goesOn ? fits[i + 1] : untils[i]) as number;
  }
  return { firstDay, endDay, dayStarts, anchors, untils, fits };
}

/** Index of the segment that holds `instant`, or of the first one after it. */
export function segmentFrom(open: OpenTime, instant: number): number {
  return countUpTo(open.untils, instant);
}
