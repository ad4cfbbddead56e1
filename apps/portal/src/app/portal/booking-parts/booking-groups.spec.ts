import fc from 'fast-check';
import type { Booking } from '@expertbook/contracts';
import { bookingLike } from '@expertbook/web-shared/data/booking.fixture';
import { daysOf } from './booking-groups';

const inSession = (uid: string, start: string, type = 'e1'): Booking =>
  bookingLike({
    uid,
    start,
    eventType: { id: type, slug: type, title: type },
    session: { seats: 8, seatsTaken: 3 },
  });

describe('daysOf', () => {
  it('shows a group session once, with all its attendees', () => {
    const [first, ...others] = daysOf(
      [
        inSession('a', '2027-01-04T09:00:00Z'),
        bookingLike({ uid: 'x', start: '2027-01-04T09:00:00Z' }),
        // The same instant in another notation.
        inSession('b', '2027-01-04T10:00:00+01:00'),
        inSession('c', '2027-01-04T09:00:00Z', 'e2'),
      ],
      'UTC',
    );
    expect(others).toEqual([]);
    expect(
      first?.entries.map((entry) =>
        entry.kind === 'session' ? entry.bookings.map((one) => one.uid).join('') : entry.booking.uid,
      ),
    ).toEqual(['ab', 'x', 'c']);
  });

  it("splits days in the given zone, in the list's order", () => {
    const late = bookingLike({ uid: 'late', start: '2027-01-04T20:00:00Z' });
    const early = bookingLike({ uid: 'early', start: '2027-01-04T02:00:00Z' });
    expect(daysOf([late, early], 'Asia/Tokyo').map((day) => day.date)).toEqual(['2027-01-05', '2027-01-04']);
  });

  it('contains every attendee exactly once', () => {
    const booking = fc.record({
      hour: fc.integer({ min: 0, max: 47 }),
      group: fc.boolean(),
      type: fc.constantFrom('e1', 'e2'),
    });
    fc.assert(
      fc.property(fc.array(booking, { maxLength: 20 }), (given) => {
        const bookings = given.map(({ hour, group, type }, index) => {
          const start = new Date(Date.UTC(2027, 0, 4, hour)).toISOString();
          return group ? inSession(String(index), start, type) : bookingLike({ uid: String(index), start });
        });
        const shown = daysOf(bookings, 'UTC').flatMap(({ entries }) =>
          entries.flatMap((entry) => (entry.kind === 'session' ? entry.bookings : [entry.booking])),
        );
        expect(shown.map((one) => one.uid).sort()).toEqual(bookings.map((one) => one.uid).sort());
      }),
    );
  });
});
