import { toInstant, zoneNames } from '@expertbook/scheduling';
import fc from 'fast-check';
import { chosenView, firstSlotsQuery, furtherSlotsQuery, visitorZone } from './first-slots';

const NOW = Date.parse('2027-01-31T23:30:00Z');
const DAY_MS = 86_400_000;

describe('the first slots of a booking page', () => {
  it("are those of the visitor's current month", () => {
    expect(firstSlotsQuery({}, 'Asia/Tokyo', 'Europe/Berlin', [30, 60], NOW)).toEqual({
      start: '2027-02-01',
      end: '2027-02-28',
      timeZone: 'Asia/Tokyo',
      duration: 30,
    });
  });

  it('are those of the month and duration in the address', () => {
    const query = (hints: Parameters<typeof firstSlotsQuery>[0]) =>
      firstSlotsQuery(hints, 'Europe/Berlin', 'UTC', [30, 60], NOW);
    expect(query({ month: '2027-04', duration: '60' })).toMatchObject({ start: '2027-04-01', duration: 60 });
    expect(query({ date: '2027-05-17', duration: '61' })).toMatchObject({
      start: '2027-05-01',
      duration: 30,
    });
    expect(query({ slot: '2027-06-30T22:30Z', month: '2027-04' })).toMatchObject({ start: '2027-07-01' });
  });

  it.each(['2026-01', '2027-13', 'x', ['2027-04'], '2027-1', undefined])(
    'are those of the current month when the address has %p',
    (month) => {
      expect(firstSlotsQuery({ month }, 'UTC', 'UTC', [30], NOW)).toMatchObject({ start: '2027-01-31' });
    },
  );

  it('start today, and in the last seven days of a month include the next one', () => {
    const query = (today: string, hints = {}) =>
      firstSlotsQuery(hints, 'UTC', 'UTC', [30], Date.parse(`${today}T12:00:00Z`));
    expect(query('2026-11-23')).toMatchObject({ start: '2026-11-23', end: '2026-11-30' });
    expect(query('2026-11-24')).toMatchObject({ start: '2026-11-24', end: '2026-12-31' });
    expect(query('2026-12-31')).toMatchObject({ start: '2026-12-31', end: '2027-01-31' });
    expect(query('2026-12-31', { month: '2026-12' })).toMatchObject({ end: '2027-01-31' });
    expect(query('2026-12-31', { month: '2027-01' })).toMatchObject({
      start: '2027-01-01',
      end: '2027-01-31',
    });
  });

  it('reach as far as one query allows where the first month has none', () => {
    const query = { start: '2026-11-10', end: '2026-11-30', timeZone: 'UTC', duration: 30 };
    expect(furtherSlotsQuery(query)).toEqual({ ...query, end: '2026-12-31' });
    expect(furtherSlotsQuery({ ...query, start: '2026-11-30', end: '2026-12-31' }).end).toBe('2027-01-31');
    expect(furtherSlotsQuery({ ...query, start: '2026-10-30', end: '2026-12-02' }).end).toBe('2026-12-31');
  });

  it('are none for a month that cannot be booked', () => {
    expect(firstSlotsQuery({ month: '9999-12' }, 'UTC', 'UTC', [30], NOW)).toBeNull();
  });

  it('of an unknown visitor cover the month in every zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zoneNames()),
        fc.constantFrom(...zoneNames()),
        fc.integer({ min: 0, max: 23 }),
        (expertZone, zone, months) => {
          const month = new Date(Date.UTC(2027, 1 + months, 1)).toISOString().slice(0, 7);
          const wide = firstSlotsQuery({ month }, null, expertZone, [30], NOW);
          const own = firstSlotsQuery({ month }, zone, expertZone, [30], NOW);
          if (!wide || !own) throw new Error('no query');
          // No time in the past is free.
          expect(toInstant(expertZone, wide.start, 0)).toBeLessThanOrEqual(
            Math.max(NOW, toInstant(zone, own.start, 0)),
          );
          expect(toInstant(expertZone, wide.end, 0)).toBeGreaterThanOrEqual(toInstant(zone, own.end, 0));
          expect(Date.parse(wide.end) - Date.parse(wide.start)).toBeLessThan(62 * DAY_MS);
        },
      ),
    );
  });
});

describe("the visitor's zone", () => {
  it('is the chosen one, otherwise the stored one, if it exists', () => {
    expect(visitorZone('Asia/Tokyo', 'Europe/Berlin')).toBe('Asia/Tokyo');
    expect(visitorZone('Mars/Olympus', 'Europe/Berlin')).toBe('Europe/Berlin');
    expect(visitorZone(['Asia/Tokyo'], '<script>')).toBeNull();
    expect(visitorZone(undefined, undefined)).toBeNull();
  });
});

describe('the view of a booking page', () => {
  it('is that of the address, otherwise the stored one, if it is valid', () => {
    expect(chosenView('list', 'week')).toBe('list');
    expect(chosenView('grid', 'week')).toBe('week');
    expect(chosenView(['list'], '<script>')).toBeNull();
  });
});
