import type { ConnectedCalendar, Connection } from '@expertbook/contracts';
import type { ConnectedCalendarRecord } from './connected-calendar.schema';
import type { ConnectionRecord } from './connection.schema';

/** A connection as its expert sees it, without what it signs in with. */
export function toConnection(
  { _id, provider, name, account, createdAt }: ConnectionRecord,
  calendars: readonly ConnectedCalendarRecord[],
): Connection {
  return {
    id: _id.toHexString(),
    provider,
    name,
    account,
    createdAt: createdAt.toISOString(),
    calendars: calendars.map(toConnectedCalendar),
  };
}

export function toConnectedCalendar(calendar: ConnectedCalendarRecord): ConnectedCalendar {
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
  };
}
