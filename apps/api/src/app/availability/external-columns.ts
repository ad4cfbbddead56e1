import type { BusyColumns } from '@expertbook/scheduling';
import type { Types } from 'mongoose';
import type { ExternalBlocks } from '../calendars/calendar-times';

const MINUTE_MS = 60_000;

/** By list of blocks and by the calendars among them; a list is never changed. */
const known = new WeakMap<readonly ExternalBlocks[], Map<string, BusyColumns>>();

/** The blocks of some calendars in the engine's format; undefined when there are none. */
export function externalColumns(
  blocks: readonly ExternalBlocks[],
  calendarIds: readonly Types.ObjectId[],
): BusyColumns | undefined {
  if (blocks.length === 0 || calendarIds.length === 0) return undefined;
  const key = calendarIds.join();
  const byCalendars = known.get(blocks) ?? new Map<string, BusyColumns>();
  known.set(blocks, byCalendars);
  const before = byCalendars.get(key);
  if (before) return before;
  const counted = new Set(calendarIds.map(String));
  const lists = blocks.filter(({ calendarId }) => counted.has(String(calendarId)));
  const fresh = merged(lists.map(({ minutes }) => minutes));
  byCalendars.set(key, fresh);
  return fresh;
}

/** Sorts and joins; lists that follow each other, as the months of one calendar do, are only copied. */
function merged(lists: readonly Uint32Array[]): BusyColumns {
  const ascending = [...lists].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  const count = ascending.reduce((sum, { length }) => sum + length / 2, 0);
  const starts = new Float64Array(count);
  const ends = new Float64Array(count);
  let row = 0;
  for (const list of ascending) {
    for (let i = 0; i < list.length; i += 2) {
      starts[row] = (list[i] as number) * MINUTE_MS;
      ends[row] = (list[i + 1] as number) * MINUTE_MS;
      row += 1;
    }
  }
  return isDisjoint(starts, ends) ? { starts, ends } : joined(starts, ends);
}

function isDisjoint(starts: Float64Array, ends: Float64Array): boolean {
  for (let i = 1; i < starts.length; i++) if ((starts[i] as number) < (ends[i - 1] as number)) return false;
  return true;
}

function joined(starts: Float64Array, ends: Float64Array): BusyColumns {
  const order = Array.from(starts.keys()).sort((a, b) => (starts[a] as number) - (starts[b] as number));
  const joinedStarts = new Float64Array(starts.length);
  const joinedEnds = new Float64Array(starts.length);
  let count = 0;
  for (const row of order) {
    const start = starts[row] as number;
    const end = ends[row] as number;
    if (count > 0 && start <= (joinedEnds[count - 1] as number)) {
      joinedEnds[count - 1] = Math.max(joinedEnds[count - 1] as number, end);
    } else {
      joinedStarts[count] = start;
      joinedEnds[count] = end;
      count += 1;
    }
  }
  return { starts: joinedStarts.subarray(0, count), ends: joinedEnds.subarray(0, count) };
}
