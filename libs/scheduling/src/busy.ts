import { frozenColumns, sortColumns } from './columns';
import type { Columns } from './columns';
import { countUpTo } from './tzdata';

/**
 * Busy time of the expert, epoch milliseconds, half-open `[start, end)`: a booking or a live hold with its buffers, or an event of a
 * connected calendar.
 */
export interface BusyInterval {
  start: number;
  end: number;
  kind: 'booking' | 'hold' | 'external';
}

/**
 * Busy time of connected calendars as two columns, epoch milliseconds, half-open: ascending, without overlaps. Thousands of events cost
 * no object each.
 */
export interface BusyColumns {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/** Busy time ascending by start; the rows from `first` to before `last` are relevant for the question. */
export interface BusyTime {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly first: number;
  readonly last: number;
}

let starts = new Float64Array(256);
let ends = new Float64Array(256);
let mergedStarts = new Float64Array(256);
let mergedEnds = new Float64Array(256);
const latestEnds = new WeakMap<Columns, Float64Array>();

/**
 * The busy intervals that may overlap `[from, to)`, given in any order, ascending by start. The caller skips those
 * that end before the start it checks. The result may be a buffer that the next call reuses.
 */
export function busyBetween(
  busy: readonly BusyInterval[],
  external: BusyColumns | undefined,
  from: number,
  to: number,
): BusyTime {
  const own = intervalsBetween(busy, from, to);
  if (external === undefined) return own;
  const first = countUpTo(external.ends, from);
  const last = countBefore(external.starts, to);
  return first < last ? merged(own, { ...external, first, last }) : own;
}

/** The row of `columns` that overlaps `[from, to)` first; undefined when none does. */
export function firstOverlap(
  { starts: all, ends: allEnds }: BusyColumns,
  from: number,
  to: number,
): { start: number; end: number } | undefined {
  const row = countUpTo(allEnds, from);
  const start = row < all.length ? (all[row] as number) : Infinity;
  return start < to ? { start, end: allEnds[row] as number } : undefined;
}

function intervalsBetween(busy: readonly BusyInterval[], from: number, to: number): BusyTime {
  const columns = frozenColumns(busy, endOf);
  if (columns !== null) {
    return {
      starts: columns.starts,
      ends: columns.values,
      first: countUpTo(latestEndsOf(columns), from),
      last: countUpTo(columns.starts, to),
    };
  }
  let count = 0;
  for (let i = 0; i < busy.length; i++) {
    const interval = busy[i] as BusyInterval;
    const start = interval.start;
    if (start >= to) continue;
    const end = endOf(interval);
    if (end <= from) continue;
    if (count === starts.length) grow();
    starts[count] = start;
    ends[count] = end;
    count++;
  }
  sortColumns(starts, ends, count);
  return { starts, ends, first: 0, last: count };
}

/** When an interval ends; an empty one overlaps nothing, as if it had ended long ago. */
function endOf(interval: BusyInterval): number {
  return interval.end > interval.start ? interval.end : -Infinity;
}

/** The latest end up to each row: ascending, so that rows that end too early are skipped by a binary search. */
function latestEndsOf(columns: Columns): Float64Array {
  const known = latestEnds.get(columns);
  if (known !== undefined) return known;
  let latest = -Infinity;
  const fresh = columns.values.map((end) => (latest = Math.max(latest, end)));
  latestEnds.set(columns, fresh);
  return fresh;
}

/** How many of the ascending values are `< value`. Instants are whole milliseconds. */
function countBefore(ascending: Float64Array, value: number): number {
  return countUpTo(ascending, value - 1);
}

/** Both in one order by start. */
function merged(some: BusyTime, others: BusyTime): BusyTime {
  const count = some.last - some.first + others.last - others.first;
  if (count > mergedStarts.length) {
    mergedStarts = new Float64Array(count * 2);
    mergedEnds = new Float64Array(count * 2);
  }
  let { first: i } = some;
  let { first: j } = others;
  for (let row = 0; row < count; row++) {
    const takesOther =
      i >= some.last || (j < others.last && (others.starts[j] as number) < (some.starts[i] as number));
    mergedStarts[row] = (takesOther ? others.starts[j] : some.starts[i]) as number;
    mergedEnds[row] = (takesOther ? others.ends[j++] : some.ends[i++]) as number;
  }
  return { starts: mergedStarts, ends: mergedEnds, first: 0, last: count };
}

function grow(): void {
  const longerStarts = new Float64Array(starts.length * 2);
  const longerEnds = new Float64Array(ends.length * 2);
  longerStarts.set(starts);
  longerEnds.set(ends);
  starts = longerStarts;
  ends = longerEnds;
}
