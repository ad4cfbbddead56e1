import type { InitialSlots } from '../data/initial-data';
import { monthIn } from './first-month';

const NOW = Date.parse('2026-12-01T12:00:00Z');

const given = (start: string, end: string): InitialSlots => ({
  query: { start, end, timeZone: 'Europe/Berlin', duration: 30 },
  response: {
    timeZone: 'Europe/Berlin',
    duration: 30,
    revision: 7,
    slots: {
      '2026-12-31': [{ start: '2026-12-31T20:00:00+01:00' }],
      '2027-01-01': [{ start: '2027-01-01T02:00:00+01:00', seatsLeft: 2 }],
      '2027-01-04': [{ start: '2027-01-04T09:00:00+01:00' }],
    },
    held: { '2027-01-04': ['2027-01-04T23:30:00+01:00'] },
  },
});

describe('a month of the initial data', () => {
  it('is used unchanged in the zone it was requested for', () => {
    const slots = given('2027-01-01', '2027-01-31');
    const { '2026-12-31': _before, ...days } = slots.response.slots;
    const january = { ...slots.response, slots: days };
    expect(monthIn(slots, '2027-01', 'Europe/Berlin', NOW)).toEqual(january);
  });

  it('contains no days of its neighbours, which were requested while the zone was unknown', () => {
    const slots = given('2026-12-30', '2027-02-02');
    const january = monthIn(slots, '2027-01', 'Europe/Berlin', NOW);
    expect(Object.keys(january?.slots ?? {})).toEqual(['2027-01-01', '2027-01-04']);
  });

  it('needs no days before today', () => {
    const slots = given('2026-12-31', '2027-01-31');
    expect(monthIn(slots, '2026-12', 'Europe/Berlin', NOW)).toBeNull();
    const now = Date.parse('2026-12-31T12:00:00Z');
    expect(Object.keys(monthIn(slots, '2026-12', 'Europe/Berlin', now)?.slots ?? {})).toEqual(['2026-12-31']);
  });

  it('is grouped by the visitor’s own dates in another zone', () => {
    const tokyo = monthIn(given('2026-12-30', '2027-02-02'), '2027-01', 'Asia/Tokyo', NOW);
    expect(tokyo).toMatchObject({
      timeZone: 'Asia/Tokyo',
      revision: 7,
      slots: {
        '2027-01-01': [
          { start: '2027-01-01T04:00:00+09:00' },
          { start: '2027-01-01T10:00:00+09:00', seatsLeft: 2 },
        ],
        '2027-01-04': [{ start: '2027-01-04T17:00:00+09:00' }],
      },
      held: { '2027-01-05': ['2027-01-05T07:30:00+09:00'] },
    });
    const newYork = monthIn(given('2026-12-30', '2027-02-02'), '2027-01', 'America/New_York', NOW);
    expect(Object.keys(newYork?.slots ?? {})).toEqual(['2027-01-04']);
  });

  it('is not used when a part of the month is missing', () => {
    expect(monthIn(given('2027-01-02', '2027-01-31'), '2027-01', 'Europe/Berlin', NOW)).toBeNull();
    expect(monthIn(given('2027-01-01', '2027-01-31'), '2027-01', 'Asia/Tokyo', NOW)).toBeNull();
  });
});
