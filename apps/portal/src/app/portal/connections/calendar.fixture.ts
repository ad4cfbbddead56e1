import type { ConnectedCalendar, Connection } from '@expertbook/contracts';

/** A calendar that works, for specs. */
export function calendarLike(change: Partial<ConnectedCalendar> = {}): ConnectedCalendar {
  return {
    id: 'k1',
    name: 'Private',
    color: '#2456c8',
    timeZone: null,
    countsAsBusy: true,
    eventTypeIds: null,
    tentativeCounts: true,
    freeCounts: false,
    whenStale: 'closed',
    isStale: false,
    lastReadAt: '2027-01-04T11:58:00Z',
    failure: null,
    ...change,
  };
}

/** An address with one calendar, for specs. */
export function connectionLike(change: Partial<Connection> = {}): Connection {
  return {
    id: 'c1',
    provider: 'ics',
    name: 'calendar.example.com',
    account: null,
    createdAt: '2027-01-01T10:00:00Z',
    calendars: [calendarLike()],
    ...change,
  };
}
