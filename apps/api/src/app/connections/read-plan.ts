import { createHash } from 'node:crypto';
import type { Types } from 'mongoose';
import type { Block } from '../calendars/busy-blocks';
import { byMonth, mergedBlocks, toRange, withoutBlocks } from '../calendars/busy-blocks';
import type { CalendarChange } from '../calendars/calendar.schema';
import type { ResourceTimes } from './calendar-adapter';
import type { ConnectedCalendarRecord } from './connected-calendar.schema';
import type { ExternalEventRecord } from './external-event.schema';

/** An event as it is stored, without an id. */
export type EventTimes = Omit<ExternalEventRecord, '_id'>;
type Choices = Pick<ConnectedCalendarRecord, 'freeCounts' | 'tentativeCounts'>;

/** More intervals than this are not sent one by one: pages read again. */
const MAX_PUSHED = 100;
const HASH_LENGTH = 22;

/** The stored form of a provider's id: it may hold a secret, and is only compared. */
export function resourceKey(resource: string): string {
  return createHash('sha256').update(resource).digest('base64url').slice(0, HASH_LENGTH);
}

/** What was read, in the form it is stored in. */
export function toEvents(calendarId: Types.ObjectId, resources: readonly ResourceTimes[]): EventTimes[] {
  return resources.flatMap(({ resource, times }) => {
    const key = resourceKey(resource);
    return times.map(({ start, end, allDay, transparency, status }) => ({
      calendarId,
      resource: key,
      start: new Date(start),
      end: new Date(end),
      allDay,
      free: transparency === 'transparent',
      tentative: status === 'tentative',
    }));
  });
}

/** What must be written so that `stored` becomes `wanted`. Equal events stay; of equal ones as many as wanted. */
export function eventChanges(
  stored: readonly ExternalEventRecord[],
  wanted: readonly EventTimes[],
): { inserted: EventTimes[]; removed: ExternalEventRecord[] } {
  const left = new Map<string, ExternalEventRecord[]>();
  for (const event of stored) {
    const key = keyOf(event);
    const equal = left.get(key);
    if (equal) equal.push(event);
    else left.set(key, [event]);
  }
  const inserted = wanted.filter((event) => left.get(keyOf(event))?.pop() === undefined);
  return { inserted, removed: [...left.values()].flat() };
}

function keyOf({ resource, start, end, allDay, free, tentative }: EventTimes): string {
  return `${resource}/${+start}/${+end}/${allDay}/${free}/${tentative}`;
}

/** The blocks of the events that count by the expert's choices, by month. */
export function countedMonths(events: readonly EventTimes[], choices: Choices): Map<number, Block[]> {
  const counted = events.filter(
    ({ free, tentative }) => (choices.freeCounts || !free) && (choices.tentativeCounts || !tentative),
  );
  return byMonth(mergedBlocks(counted.map(({ start, end }) => ({ start: +start, end: +end }))));
}

/**
 * What viewers of the expert's pages are told when a calendar's busy time goes from `before` to `after` (blocks by month).
 * @param isShared whether it counts for all event types; otherwise pages read again
 * @param now epoch milliseconds: changes before it are left out
 * @returns null where nothing changed from now on
 */
export function externalChange(
  before: ReadonlyMap<number, readonly Block[]>,
  after: ReadonlyMap<number, readonly Block[]>,
  isShared: boolean,
  now: number,
): CalendarChange | null {
  const [old, fresh] = [before, after].map((months) =>
    mergedBlocks([...months.values()].flat().map(toTimes)),
  );
  const isComing = ([, end]: [Date, Date]) => +end > now;
  const taken = withoutBlocks(fresh ?? [], old ?? [])
    .map(toDates)
    .filter(isComing);
  const freed = withoutBlocks(old ?? [], fresh ?? [])
    .map(toDates)
    .filter(isComing);
  if (taken.length + freed.length === 0) return null;
  const base: Pick<CalendarChange, 'reason' | 'bookingIds'> = { reason: 'external', bookingIds: [] };
  const ends = [...taken, ...freed].flat().map(Number);
  if (taken.length + freed.length > MAX_PUSHED) {
    const all: [Date, Date] = [new Date(Math.min(...ends)), new Date(Math.max(...ends))];
    return { ...base, taken: [], freed: [all] };
  }
  return isShared ? { ...base, taken, freed } : { ...base, taken: [], freed: [...taken, ...freed] };
}

function toTimes(block: Block): { start: number; end: number } {
  const { from, to } = toRange(block);
  return { start: from, end: to };
}

function toDates(block: Block): [Date, Date] {
  const { from, to } = toRange(block);
  return [new Date(from), new Date(to)];
}
