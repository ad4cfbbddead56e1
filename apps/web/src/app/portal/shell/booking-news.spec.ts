import { bookingLike } from '../booking-parts/booking.fixture';
import { newsOf } from './booking-news';

const now = new Date('2027-01-03T12:00:30Z');

describe('newsOf', () => {
  it("tells of a new booking in the expert's own time", () => {
    expect(newsOf(bookingLike(), 'Europe/Berlin', now)).toMatch(/^New booking: Grace, Tomorrow, 10:00/);
  });

  it('tells of a request', () => {
    expect(newsOf(bookingLike({ status: 'pending' }), 'UTC', now)).toMatch(/^New request: Grace/);
  });

  it('tells of a cancellation by the client, not of the own one', () => {
    const cancelled = bookingLike({ status: 'cancelled', cancelledBy: 'client' });
    expect(newsOf(cancelled, 'UTC', now)).toMatch(/^Grace cancelled/);
    expect(newsOf({ ...cancelled, cancelledBy: 'expert' }, 'UTC', now)).toBeNull();
  });

  it('is silent about old bookings that are confirmed or changed', () => {
    expect(newsOf(bookingLike({ createdAt: '2027-01-01T00:00:00Z' }), 'UTC', now)).toBeNull();
    expect(newsOf(bookingLike({ status: 'no_show' }), 'UTC', now)).toBeNull();
  });
});
