import type { BookingWrites, ConnectedCalendar, Connection } from '@expertbook/contracts';
import type { ConnectedCalendarRecord } from './connected-calendar.schema';
import type { ConnectionRecord } from './connection.schema';

/**
 * A connection as its expert sees it, without what it signs in with.
 * @param entries how many each calendar has of bookings, by id
 */
export function toConnection(
  { _id, provider, name, account, createdAt }: ConnectionRecord,
  calendars: readonly ConnectedCalendarRecord[],
  entries: ReadonlyMap<string, number>,
): Connection {
  return {
    id: _id.toHexString(),
    provider,
    name,
    account,
    createdAt: createdAt.toISOString(),
    calendars: calendars.map((calendar) => toConnectedCalendar(calendar, entries)),
  };
}

export function toConnectedCalendar(
  calendar: ConnectedCalendarRecord,
  entries: ReadonlyMap<string, number>,
): ConnectedCalendar {
  const { _id, name, color, timeZone, eventTypeIds, lastReadAt, failure } = calendar;
  const { countsAsBusy, tentativeCounts, freeCounts, whenStale, isStale } = calendar;
  return {
    id: _id.toHexString(),
    name,
    color,
    timeZone,
    countsAsBusy,
    eventTypeIds: eventTypeIds?.map((id) => id.toHexString()) ?? null,
    tentativeCounts,
    freeCounts,
    whenStale,
    isStale,
    lastReadAt: lastReadAt?.toISOString() ?? null,
    failure,
    canReceiveBookings: calendar.isWritable ?? false,
    receivesBookings: calendar.receivesBookings ?? false,
    followsChanges: calendar.followsChanges ?? false,
    writes: writesOf(calendar, entries.get(_id.toHexString()) ?? 0),
  };
}

function writesOf(
  { receivesBookings, lastWrittenAt, writeFailure }: ConnectedCalendarRecord,
  entries: number,
): BookingWrites | null {
  if (!receivesBookings && entries === 0) return null;
  return {
    entries,
    lastWrittenAt: lastWrittenAt?.toISOString() ?? null,
    failure: writeFailure ?? null,
  };
}
