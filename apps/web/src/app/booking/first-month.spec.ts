import type { FirstSlots } from '../data/first-data';
import { monthIn } from './first-month';

const given = (start: string, end: string): FirstSlots => ({
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

describe('the month that comes with the page', () => {
  it('is taken as it is in the zone it was asked for', () => {
    const slots = given('2027-01-01', '2027-01-31');
    expect(monthIn(slots, '2027-01', 'Europe/Berlin')).toBe(slots.response);
  });

  it('is sorted by the visitor’s own dates elsewhere', () => {
    const tokyo = monthIn(given('2026-12-30', '2027-02-02'), '2027-01', 'Asia/Tokyo');
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
    const newYork = monthIn(given('2026-12-30', '2027-02-02'), '2027-01', 'America/New_York');
    expect(Object.keys(newYork?.slots ?? {})).toEqual(['2027-01-04']);
  });

  it('is not used when a part of the month is missing', () => {
    expect(monthIn(given('2027-01-02', '2027-01-31'), '2027-01', 'Europe/Berlin')).toBeNull();
    expect(monthIn(given('2027-01-01', '2027-01-31'), '2027-01', 'Asia/Tokyo')).toBeNull();
  });
});
