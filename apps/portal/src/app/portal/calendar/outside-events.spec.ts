import { TestBed } from '@angular/core/testing';
import type { Connection, ExternalEvent } from '@expertbook/contracts';
import { ConnectionsApi } from '../../data/connections-api';
import { calendarLike, connectionLike } from '../connections/calendar.fixture';
import { OutsideEvents } from './outside-events';

describe('OutsideEvents', () => {
  const span = { from: '2027-01-04T00:00:00Z', to: '2027-01-11T00:00:00Z' };
  const event: ExternalEvent = {
    start: '2027-01-04T10:00:00+01:00',
    end: '2027-01-04T11:00:00+01:00',
    allDay: false,
    calendarId: 'k1',
  };

  async function eventsOf(connections: Connection[], events: () => Promise<ExternalEvent[]>) {
    TestBed.configureTestingModule({
      providers: [
        OutsideEvents,
        { provide: ConnectionsApi, useValue: { list: async () => connections, events } },
      ],
    });
    const outside = TestBed.inject(OutsideEvents);
    await outside.load(span);
    return outside.events();
  }

  it('names the calendar of each, and tells equal ones apart', async () => {
    const calendars = [calendarLike({ name: 'Family' })];
    const found = await eventsOf([connectionLike({ calendars })], async () => [
      event,
      event,
      { ...event, calendarId: 'gone' },
    ]);
    expect(found?.map(({ calendar }) => calendar.name)).toEqual(['Family', 'Family']);
    expect(new Set(found?.map(({ id }) => id)).size).toBe(2);
  });

  it('asks for none where nothing is connected, and leaves the calendar alone where it gets no answer', async () => {
    expect(await eventsOf([], () => Promise.reject(new Error('asked')))).toEqual([]);
    TestBed.resetTestingModule();
    expect(await eventsOf([connectionLike()], () => Promise.reject(new Error('down')))).toBeNull();
  });
});
