import * as fc from 'fast-check';
import { bookingLike } from '@expertbook/web-shared/data/booking.fixture';
import { mergeBooking } from './merge-booking';

const at = (uid: string, hour: number) =>
  bookingLike({ uid, start: `2027-01-04T${String(hour).padStart(2, '0')}:00:00Z` });

describe('mergeBooking', () => {
  const list = [at('a', 8), at('b', 10), at('c', 12)];
  const uids = (bookings: { uid: string }[]) => bookings.map((one) => one.uid).join('');

  it('inserts a new booking at its position', () => {
    expect(uids(mergeBooking(list, at('n', 11), true))).toBe('abnc');
    expect(uids(mergeBooking(list, at('n', 20), true))).toBe('abcn');
    expect(uids(mergeBooking([...list].reverse(), at('n', 11), true, 'desc'))).toBe('cnba');
  });

  it('moves a booking whose time has changed, and never shows it twice', () => {
    expect(uids(mergeBooking(list, at('a', 13), true))).toBe('bca');
  });

  it('removes a booking that no longer belongs', () => {
    expect(uids(mergeBooking(list, at('b', 10), false))).toBe('ac');
    expect(uids(mergeBooking(list, at('x', 10), false))).toBe('abc');
  });

  it('keeps the list in order and each booking once, for every input', () => {
    const news = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 0, max: 23 }), fc.boolean()),
    );
    fc.assert(
      fc.property(news, (changes) => {
        const merged = changes.reduce(
          (all, [uid, hour, belongs]) => mergeBooking(all, at(uid, hour), belongs),
          list,
        );
        const starts = merged.map((one) => one.start);
        expect(starts).toEqual([...starts].sort());
        expect(new Set(merged.map((one) => one.uid)).size).toBe(merged.length);
      }),
    );
  });

  it('is idempotent', () => {
    const once = mergeBooking(list, at('n', 9), true);
    expect(mergeBooking(once, at('n', 9), true)).toEqual(once);
  });
});
