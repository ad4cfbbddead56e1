import { DestroyRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Booking } from '@expertbook/contracts';
import { Subject } from 'rxjs';
import { SessionStore } from '../../account/session';
import { bookingLike } from '@expertbook/web-shared/data/booking.fixture';
import { RecentOwnActions } from '../booking-parts/recent-own-actions';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Toasts } from '../../ui/toasts';
import { BookingNotifications, notificationOf } from './booking-notifications';
import { PortalLive } from './portal-live';

const now = new Date('2027-01-03T12:00:30Z');

function news(booking: Booking, zone: string): string | null {
  return notificationOf(
    booking,
    zone,
    now,
    TestBed.runInInjectionContext(() => translator('portal-shell')),
  );
}

describe('newsOf', () => {
  it("announces a new booking in the expert's own time", () => {
    expect(news(bookingLike(), 'Europe/Berlin')).toMatch(/^New booking: Grace, tomorrow, 10:00/);
  });

  it('announces a request', () => {
    expect(news(bookingLike({ status: 'pending' }), 'UTC')).toMatch(/^New request: Grace/);
  });

  it('announces a rescheduled booking, also when it needs confirmation', () => {
    const moved = bookingLike({ rescheduledFrom: 'b0' });
    expect(news(moved, 'UTC')).toMatch(/^Grace rescheduled to tomorrow, 0?9:00/);
    expect(news({ ...moved, status: 'pending' }, 'UTC')).toMatch(/^Grace rescheduled/);
  });

  it('announces a cancellation by the client, not one by the expert', () => {
    const cancelled = bookingLike({ status: 'cancelled', cancelledBy: 'client' });
    expect(news(cancelled, 'UTC')).toMatch(/^Grace cancelled/);
    expect(news({ ...cancelled, cancelledBy: 'expert' }, 'UTC')).toBeNull();
  });

  it('announces a request whose deadline has passed, not one that was declined', () => {
    const declined = bookingLike({ status: 'declined' });
    expect(news({ ...declined, endReason: 'no_response' }, 'UTC')).toMatch(/^Request expired: Grace/);
    expect(news(declined, 'UTC')).toBeNull();
  });

  it('ignores old bookings that are confirmed or changed', () => {
    expect(news(bookingLike({ createdAt: '2027-01-01T00:00:00Z' }), 'UTC')).toBeNull();
    expect(news(bookingLike({ status: 'no_show' }), 'UTC')).toBeNull();
  });
});

describe('BookingNews', () => {
  const changes = new Subject<Booking>();
  let shown: string[];
  let deeds: RecentOwnActions;

  beforeEach(() => {
    jest.useFakeTimers({ now });
    shown = [];
    TestBed.configureTestingModule({
      providers: [
        { provide: PortalLive, useValue: { changes } },
        { provide: SessionStore, useValue: { expert: () => ({ timeZone: 'UTC' }) } },
        { provide: Toasts, useValue: { notify: (words: string) => shown.push(words) } },
      ],
    });
    deeds = TestBed.inject(RecentOwnActions);
    TestBed.inject(BookingNotifications).start(TestBed.inject(DestroyRef));
  });

  afterEach(() => jest.useRealTimers());

  it('ignores a request that was just confirmed here', () => {
    deeds.add('b1');
    changes.next(bookingLike());
    expect(shown).toEqual([]);
  });

  it("announces a client's cancellation even of a request that was just confirmed here", () => {
    deeds.add('b1');
    changes.next(bookingLike({ status: 'cancelled', cancelledBy: 'client' }));
    expect(shown).toEqual([expect.stringMatching(/^Grace cancelled/)]);
  });

  it('ignores an own reschedule, and announces a later one by the client', () => {
    deeds.add('b0');
    changes.next(bookingLike({ rescheduledFrom: 'b0' }));
    expect(shown).toEqual([]);
    jest.setSystemTime(new Date('2027-01-03T12:05:00Z'));
    const later = { uid: 'b2', createdAt: '2027-01-03T12:05:00Z', rescheduledFrom: 'b0' };
    changes.next(bookingLike(later));
    expect(shown).toEqual([expect.stringMatching(/^Grace rescheduled/)]);
  });
});
