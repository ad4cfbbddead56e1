import fc from 'fast-check';
import { bookingLike } from '@expertbook/web-shared/data/booking.fixture';
import type { BookingFilters } from './booking-filters';
import { filtersOf, isFound, isNarrowed, pagesOf, paramsOf, queryOf } from './booking-filters';
import { TAB_NAMES } from './booking-tabs';

const now = new Date('2027-01-04T09:15:00Z');
const TYPE = '0123456789abcdef01234567';
const found = (change: Partial<BookingFilters>, booking = bookingLike(), zone = 'UTC') =>
  isFound(booking, { ...filtersOf({}), ...change }, now, zone);

const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const anyFilters: fc.Arbitrary<BookingFilters> = fc.record({
  tab: fc.constantFrom(...TAB_NAMES),
  q: fc.string({ maxLength: 100 }).map((text) => text.trim()),
  type: fc.constantFrom('', TYPE),
  from: fc.option(day, { nil: '' }),
  to: fc.option(day, { nil: '' }),
  sort: fc.constantFrom('asc' as const, 'desc' as const),
});

describe('filters in the address', () => {
  it('are read back as they were written', () => {
    fc.assert(
      fc.property(anyFilters, (filters) => {
        const params = Object.entries(paramsOf(filters)).filter(([, value]) => value !== null);
        expect(filtersOf(Object.fromEntries(params) as Record<string, string>)).toEqual(filters);
      }),
    );
  });

  it('are empty for the default list', () => {
    expect(Object.values(paramsOf(filtersOf({}))).every((value) => value === null)).toBe(true);
    expect(isNarrowed(filtersOf({}))).toBe(false);
  });

  it('ignore invalid values', () => {
    expect(
      filtersOf({ tab: 'toString', type: 'x', from: 'soon', to: '2027-13-40', sort: 'up', q: '   ' }),
    ).toEqual(filtersOf({}));
  });

  it.each([
    [undefined, 1],
    ['3', 3],
    ['0', 1],
    ['2.5', 1],
    ['1000000', 40],
  ])('with %s pages show %s', (text, pages) => {
    expect(pagesOf(text)).toBe(pages);
  });
});

describe('queryOf', () => {
  it('requests what ends after now, soonest first', () => {
    expect(queryOf(filtersOf({}), now, 'UTC')).toEqual({
      status: 'confirmed',
      order: 'asc',
      from: '2027-01-04T09:15:00.000Z',
    });
  });

  it('requests what began before now, latest first', () => {
    expect(queryOf(filtersOf({ tab: 'past' }), now, 'UTC')).toMatchObject({
      order: 'desc',
      to: '2027-01-04T09:15:00.000Z',
    });
  });

  it("treats dates as whole days of the expert's zone", () => {
    const filters = filtersOf({ tab: 'cancelled', from: '2027-03-28', to: '2027-03-28' });
    // A day of 23 hours: clocks go forward in Berlin.
    expect(queryOf(filters, now, 'Europe/Berlin')).toMatchObject({
      from: '2027-03-27T23:00:00.000Z',
      to: '2027-03-28T22:00:00.000Z',
    });
  });

  it("never includes another tab's bookings, for any dates", () => {
    expect(queryOf(filtersOf({ from: '2020-01-01' }), now, 'UTC').from).toBe('2027-01-04T09:15:00.000Z');
    expect(queryOf(filtersOf({ tab: 'past', to: '2030-01-01' }), now, 'UTC').to).toBe(
      '2027-01-04T09:15:00.000Z',
    );
  });
});

describe('isFound', () => {
  it('matches every word in name, mail, guests or title', () => {
    expect(found({ q: 'GRACE intro' })).toBe(true);
    expect(found({ q: 'example.com' })).toBe(true);
    expect(found({ q: 'grace hopper' })).toBe(false);
    const withGuests = bookingLike({ guests: ['Kay@eniac.example', 'betty@eniac.example'] });
    expect(found({ q: 'kay@ENIAC grace' }, withGuests)).toBe(true);
    expect(found({ q: 'frances' }, withGuests)).toBe(false);
  });

  it('respects the event type, the tab and the dates', () => {
    expect(found({ type: TYPE })).toBe(false);
    expect(found({ type: TYPE }, bookingLike({ eventType: { id: TYPE, slug: 'x', title: 'X' } }))).toBe(true);
    expect(found({ tab: 'past' })).toBe(false);
    expect(found({ from: '2027-01-04', to: '2027-01-04' })).toBe(true);
    expect(found({ from: '2027-01-05' })).toBe(false);
    expect(found({ to: '2027-01-03' })).toBe(false);
    // 9:00 UTC is already the 4th in Tokyo, and still the 3rd nowhere.
    expect(found({ from: '2027-01-04', to: '2027-01-04' }, bookingLike(), 'Asia/Tokyo')).toBe(true);
  });
});
