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

/** Busy time ascending by start; what matters for the question are the rows from `first` to before `last`. */
export interface BusyTime {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly first: number;
  readonly last: number;
}

let starts = new Float64Array(256);
let ends = new Float64Array(256);
const latestEnds = new WeakMap<Columns, Float64Array>();

/**
 * The busy intervals that may overlap `[from, to)`, in whatever order they were given, ascending by start; the caller
 * still skips those that end before the start it looks at. The answer may live in a buffer that the next call uses again.
 */
export function busyBetween(busy: readonly BusyInterval[], from: number, to: number): BusyTime {
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

/** When an interval is over; an empty one overlaps nothing, as if it had always been. */
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

function grow(): void {
  const longerStarts = new Float64Array(starts.length * 2);
  const longerEnds = new Float64Array(ends.length * 2);
  longerStarts.set(starts);
  longerEnds.set(ends);
  starts = longerStarts;
  ends = longerEnds;
}
