import { DestroyRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { Booking } from '@expertbook/contracts';
import { Subject } from 'rxjs';
import { SessionStore } from '../../account/session';
import { bookingLike } from '../../data/booking.fixture';
import { RecentOwnActions } from '../booking-parts/recent-own-actions';
import { translator } from '../../i18n/translator';
import { Toasts } from '../../ui/toasts';
import { BookingNews, newsOf } from './booking-news';
import { PortalLive } from './portal-live';

const now = new Date('2027-01-03T12:00:30Z');

function news(booking: Booking, zone: string): string | null {
  return newsOf(
    booking,
    zone,
    now,
    TestBed.runInInjectionContext(() => translator('portal-shell')),
  );
}

describe('newsOf', () => {
  it("tells of a new booking in the expert's own time", () => {
    expect(news(bookingLike(), 'Europe/Berlin')).toMatch(/^New booking: Grace, tomorrow, 10:00/);
  });

  it('tells of a request', () => {
    expect(news(bookingLike({ status: 'pending' }), 'UTC')).toMatch(/^New request: Grace/);
  });

  it('says that a booking moved, whoever has to confirm it', () => {
    const moved = bookingLike({ rescheduledFrom: 'b0' });
    expect(news(moved, 'UTC')).toMatch(/^Grace rescheduled to tomorrow, 0?9:00/);
    expect(news({ ...moved, status: 'pending' }, 'UTC')).toMatch(/^Grace rescheduled/);
  });

  it('tells of a cancellation by the client, not of the own one', () => {
    const cancelled = bookingLike({ status: 'cancelled', cancelledBy: 'client' });
    expect(news(cancelled, 'UTC')).toMatch(/^Grace cancelled/);
    expect(news({ ...cancelled, cancelledBy: 'expert' }, 'UTC')).toBeNull();
  });

  it('tells of a request whose deadline has passed, not of one that was declined', () => {
    const declined = bookingLike({ status: 'declined' });
    expect(news({ ...declined, endReason: 'no_response' }, 'UTC')).toMatch(/^Request expired: Grace/);
    expect(news(declined, 'UTC')).toBeNull();
  });

  it('is silent about old bookings that are confirmed or changed', () => {
    expect(news(bookingLike({ createdAt: '2027-01-01T00:00:00Z' }), 'UTC')).toBeNull();
    expect(news(bookingLike({ status: 'no_show' }), 'UTC')).toBeNull();
  });
});

describe('BookingNews', () => {
  const changes = new Subject<Booking>();
  let told: string[];
  let deeds: RecentOwnActions;

  beforeEach(() => {
    jest.useFakeTimers({ now });
    told = [];
    TestBed.configureTestingModule({
      providers: [
        { provide: PortalLive, useValue: { changes } },
        { provide: SessionStore, useValue: { expert: () => ({ timeZone: 'UTC' }) } },
        { provide: Toasts, useValue: { news: (words: string) => told.push(words) } },
      ],
    });
    deeds = TestBed.inject(RecentOwnActions);
    TestBed.inject(BookingNews).start(TestBed.inject(DestroyRef));
  });

  afterEach(() => jest.useRealTimers());

  it('is silent about a request that was just confirmed here', () => {
    deeds.add('b1');
    changes.next(bookingLike());
    expect(told).toEqual([]);
  });

  it("tells of a client's cancellation even of what was just confirmed here", () => {
    deeds.add('b1');
    changes.next(bookingLike({ status: 'cancelled', cancelledBy: 'client' }));
    expect(told).toEqual([expect.stringMatching(/^Grace cancelled/)]);
  });

  it('is silent about an own move, and tells of one by the client later on', () => {
    deeds.add('b0');
    changes.next(bookingLike({ rescheduledFrom: 'b0' }));
    expect(told).toEqual([]);
    jest.setSystemTime(new Date('2027-01-03T12:05:00Z'));
    const later = { uid: 'b2', createdAt: '2027-01-03T12:05:00Z', rescheduledFrom: 'b0' };
    changes.next(bookingLike(later));
    expect(told).toEqual([expect.stringMatching(/^Grace rescheduled/)]);
  });
});
