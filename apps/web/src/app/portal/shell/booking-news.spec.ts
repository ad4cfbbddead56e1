import { TestBed } from '@angular/core/testing';
import type { Booking } from '@expertbook/contracts';
import { bookingLike } from '../booking-parts/booking.fixture';
import { translator } from '../../i18n/translator';
import { newsOf } from './booking-news';

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
    expect(news(bookingLike(), 'Europe/Berlin')).toMatch(/^New booking: Grace, Tomorrow, 10:00/);
  });

  it('tells of a request', () => {
    expect(news(bookingLike({ status: 'pending' }), 'UTC')).toMatch(/^New request: Grace/);
  });

  it('says that a booking moved, whoever has to confirm it', () => {
    const moved = bookingLike({ rescheduledFrom: 'b0' });
    expect(news(moved, 'UTC')).toMatch(/^Grace moved to Tomorrow, 0?9:00/);
    expect(news({ ...moved, status: 'pending' }, 'UTC')).toMatch(/^Grace moved/);
  });

  it('tells of a cancellation by the client, not of the own one', () => {
    const cancelled = bookingLike({ status: 'cancelled', cancelledBy: 'client' });
    expect(news(cancelled, 'UTC')).toMatch(/^Grace cancelled/);
    expect(news({ ...cancelled, cancelledBy: 'expert' }, 'UTC')).toBeNull();
  });

  it('is silent about old bookings that are confirmed or changed', () => {
    expect(news(bookingLike({ createdAt: '2027-01-01T00:00:00Z' }), 'UTC')).toBeNull();
    expect(news(bookingLike({ status: 'no_show' }), 'UTC')).toBeNull();
  });
});
