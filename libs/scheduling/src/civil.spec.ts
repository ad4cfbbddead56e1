import * as fc from 'fast-check';
import { formatDay, parseDay, parseEndTime, parseTime, weekdayOfDay } from './civil';
import { addDays, weekdayOf } from './zones';

const FIRST = Date.parse('0000-01-01T00:00:00Z') / 86_400_000;
const LAST = Date.parse('9999-12-31T00:00:00Z') / 86_400_000;

describe('calendar dates', () => {
  it('count days like the Gregorian calendar, over ten thousand years', () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST, max: LAST }), (day) => {
        const date = new Date(day * 86_400_000);
        const text = date.toISOString().slice(0, 10);
        expect(formatDay(day)).toBe(text);
        expect(parseDay(text)).toBe(day);
        expect(weekdayOfDay(day)).toBe(date.getUTCDay());
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    '2027-02-29',
    '2027-13-01',
    '2027-00-10',
    '2027-04-31',
    '2027-4-01',
    '27-04-01',
    '2027-04-01T00:00',
    '',
  ])('reject %p', (text) => expect(parseDay(text)).toBeNull());

  it('add days across months, leap days and years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-12-31', 1)).toBe('2028-01-01');
    expect(addDays('2027-03-01', -1)).toBe('2027-02-28');
    expect(weekdayOf('2027-01-03')).toBe(0);
    expect(() => addDays('2027-02-30', 1)).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
  });
});

describe('wall times', () => {
  it('are parsed into minutes, with the next midnight as an end', () => {
    expect(parseTime('00:00')).toBe(0);
    expect(parseTime('23:55')).toBe(1435);
    expect(parseTime('24:00')).toBeNull();
    expect(parseTime('9:00')).toBeNull();
    expect(parseTime('09:60')).toBeNull();
    expect(parseEndTime('24:00')).toBe(1440);
    expect(parseEndTime('23:59')).toBe(1440);
    expect(parseEndTime('23:55')).toBe(1435);
  });
});
