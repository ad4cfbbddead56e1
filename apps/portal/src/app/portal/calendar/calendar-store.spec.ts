import { HttpErrorResponse } from '@angular/common/http';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Block, CalendarView } from '@expertbook/contracts';
import { Subject } from 'rxjs';
import { SessionStore } from '../../account/session';
import { CalendarApi } from '../../data/calendar-api';
import { SchedulesApi } from '../../data/schedules-api';
import { bookingLike } from '@expertbook/web-shared/data/booking.fixture';
import { PortalLive } from '../shell/portal-live';
import { CalendarStore } from './calendar-store';
import type { OutsideEvent } from './outside-events';
import { OutsideEvents } from './outside-events';

const WEEK = { from: '2027-01-04', to: '2027-01-11' };
const LUNCH: Block = {
  id: 'k1',
  start: '2027-01-05T12:00:00+01:00',
  end: '2027-01-05T13:00:00+01:00',
  title: 'Lunch',
};
const BOOKED = bookingLike({ start: '2027-01-04T10:00:00+01:00', end: '2027-01-04T10:30:00+01:00' });

describe('CalendarStore', () => {
  const outside = signal<OutsideEvent[] | null>(null);
  let view: CalendarView;
  let asked: { from: string; to: string }[];
  let refuse: boolean;
  const live = { changes: new Subject(), calendarChanges: new Subject<void>(), resumed: new Subject<void>() };
  let store: CalendarStore;

  beforeEach(async () => {
    jest.useFakeTimers({ now: new Date('2027-01-04T08:00:00Z') });
    view = { bookings: [BOOKED], holds: [], blocks: [LUNCH] };
    [asked, refuse] = [[], false];
    TestBed.configureTestingModule({
      providers: [
        CalendarStore,
        { provide: OutsideEvents, useValue: { events: outside, load: async () => undefined } },
        { provide: PortalLive, useValue: live },
        { provide: SessionStore, useValue: { expert: () => ({ timeZone: 'Europe/Berlin' }) } },
        { provide: SchedulesApi, useValue: { list: async () => [] } },
        {
          provide: CalendarApi,
          useValue: {
            read: async (query: { from: string; to: string }) => {
              asked.push(query);
              return view;
            },
            unblock: async () => {
              if (refuse) throw new HttpErrorResponse({ status: 503 });
            },
          },
        },
      ],
    });
    store = TestBed.inject(CalendarStore);
    store.show(WEEK);
    await jest.advanceTimersByTimeAsync(0);
  });

  afterEach(() => jest.useRealTimers());

  const ids = () => store.entries().map(({ id }) => id);

  it("requests the days in the expert's zone", () => {
    expect(asked).toEqual([{ from: '2027-01-03T23:00:00.000Z', to: '2027-01-10T23:00:00.000Z' }]);
    expect(ids()).toEqual(['booking b1', 'block k1']);
    store.show(WEEK);
    expect(asked).toHaveLength(1);
  });

  it('shows events of connected calendars among its own', () => {
    const times = { start: '2027-01-04T08:00:00+01:00', end: '2027-01-04T09:00:00+01:00', allDay: false };
    outside.set([{ id: 'e1', ...times, calendar: { name: 'Family', color: null } }]);
    expect(ids()).toEqual(['external e1 2027-01-04', 'booking b1', 'block k1']);
    outside.set(null);
  });

  it('reads once after many changes, and keeps showing the old data meanwhile', async () => {
    view = { ...view, bookings: [] };
    for (let i = 0; i < 5; i++) live.calendarChanges.next();
    expect(ids()).toEqual(['booking b1', 'block k1']);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(asked).toHaveLength(2);
    expect(ids()).toEqual(['block k1']);
  });

  it('shows a booking at its new time, and at the old one when rescheduling fails', () => {
    store.preview({ uid: 'b1', start: '2027-01-06T15:00' });
    expect(store.entries().find(({ id }) => id === 'booking b1')?.start).toBe('2027-01-06T15:00');
    store.preview(null);
    expect(store.entries()[0]?.start).toBe('2027-01-04T10:00');
  });

  it('replaces a rescheduled booking by the new one in one step', () => {
    store.replace(
      BOOKED,
      bookingLike({ uid: 'b2', start: '2027-01-06T15:00:00+01:00', rescheduledFrom: 'b1' }),
    );
    expect(ids()).toEqual(['block k1', 'booking b2']);
  });

  it('removes a block at once, and restores it when the API rejects that', async () => {
    refuse = true;
    const done = store.unblock(LUNCH);
    expect(ids()).toEqual(['booking b1']);
    await expect(done).rejects.toMatchObject({ status: 503 });
    expect(ids()).toEqual(['booking b1', 'block k1']);
  });
});
