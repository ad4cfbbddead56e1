import type { CalendarView } from '@expertbook/contracts';
import { bookingLike } from '@expertbook/web-shared/data/booking.fixture';
import { entriesOf, conflictingEntry } from './calendar-entries';

const now = Date.parse('2027-01-04T08:00:00Z');
const view = (change: Partial<CalendarView>): CalendarView => ({
  bookings: [],
  holds: [],
  blocks: [],
  ...change,
});
const berlin = { start: '2027-01-04T10:00:00+01:00', end: '2027-01-04T10:30:00+01:00' };

describe('calendar entries', () => {
  it('have the wall time that the API wrote, and omit ended bookings', () => {
    const bookings = [
      bookingLike({ ...berlin }),
      bookingLike({ uid: 'b2', ...berlin, status: 'cancelled' }),
      bookingLike({ uid: 'b3', ...berlin, status: 'rescheduled' }),
    ];
    expect(entriesOf(view({ bookings }), now)).toMatchObject([
      { id: 'booking b1', start: '2027-01-04T10:00', end: '2027-01-04T10:30' },
    ]);
  });

  it('show a group session once, with all its attendees', () => {
    const session = { seats: 5, seatsTaken: 2 };
    const bookings = [bookingLike({ session }), bookingLike({ uid: 'b2', session })];
    const [entry, ...others] = entriesOf(view({ bookings }), now);
    expect(entry).toMatchObject({ kind: 'session', seats: 5, bookings: [{ uid: 'b1' }, { uid: 'b2' }] });
    expect(others).toEqual([]);
  });

  it('show an event of a connected calendar on each of its dates', () => {
    const calendar = { name: 'Family', color: null };
    const trip = { start: '2027-01-04T22:00:00+01:00', end: '2027-01-07T00:00:00+01:00', allDay: false };
    const entries = entriesOf(view({}), now, null, [{ id: 'x', calendar, ...trip }]);
    expect(entries.map(({ start, end }) => [start, end])).toEqual([
      ['2027-01-04T22:00', '2027-01-05T00:00'],
      ['2027-01-05T00:00', '2027-01-06T00:00'],
      ['2027-01-06T00:00', '2027-01-07T00:00'],
    ]);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(3);
    expect(conflictingEntry(entries, { uid: 'b1', duration: 30 }, '2027-01-04T21:45')).toBe(entries[0]);
  });

  it('omit a hold as soon as it expires', () => {
    const hold = { ...berlin, expiresAt: '2027-01-04T08:05:00Z', eventType: { id: 'e1', title: 'Intro' } };
    expect(entriesOf(view({ holds: [hold] }), now)).toHaveLength(1);
    expect(entriesOf(view({ holds: [hold] }), Date.parse(hold.expiresAt))).toEqual([]);
  });

  it('show a booking at its new time during a drag, with its own length', () => {
    const moved = entriesOf(view({ bookings: [bookingLike()] }), now, {
      uid: 'b1',
      start: '2027-01-05T23:45',
    });
    expect(moved).toMatchObject([{ moving: true, start: '2027-01-05T23:45', end: '2027-01-06T00:15' }]);
  });

  it('keep their length in the repeated hour of a clock change', () => {
    const bookings = [bookingLike({ start: '2027-10-31T02:45:00+02:00', end: '2027-10-31T02:15:00+01:00' })];
    expect(entriesOf(view({ bookings }), now)).toMatchObject([
      { start: '2027-10-31T02:45', end: '2027-10-31T03:15' },
    ]);
  });

  it('detect what a rescheduled booking would overlap: another booking or a block, not itself, and nothing adjacent', () => {
    const day = '2027-01-04';
    const later = { start: `${day}T11:00:00+01:00`, end: `${day}T11:30:00+01:00` };
    const noon = { start: `${day}T12:00:00+01:00`, end: `${day}T13:00:00+01:00` };
    const entries = entriesOf(
      view({
        bookings: [bookingLike({ ...berlin, duration: 30 }), bookingLike({ uid: 'b2', ...later })],
        blocks: [{ id: 'k1', ...noon, title: 'Lunch' }],
        holds: [{ ...berlin, expiresAt: `${day}T08:05:00Z`, eventType: { id: 'e1', title: 'Intro' } }],
      }),
      now,
    );
    const inTheWay = (time: string) =>
      conflictingEntry(entries, { uid: 'b1', duration: 30 }, `${day}T${time}`)?.id;
    expect(inTheWay('10:15')).toBeUndefined();
    expect(inTheWay('10:30')).toBeUndefined();
    expect(inTheWay('10:35')).toBe('booking b2');
    expect(inTheWay('11:25')).toBe('booking b2');
    expect(inTheWay('11:30')).toBeUndefined();
    expect(inTheWay('12:45')).toBe('block k1');
    expect(inTheWay('13:00')).toBeUndefined();
  });
});
