import * as fc from 'fast-check';
import type { Weekday } from './calendar-dates';
import {
  addDays,
  addMonths,
  daysInMonth,
  isLocalDate,
  isMonthKey,
  lastDay,
  monthOf,
  dateForKey,
  sameDayInMonth,
  weekdayOf,
  weeksOf,
} from './calendar-dates';

const month = fc
  .tuple(fc.integer({ min: 1990, max: 2090 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, index]) => `${year}-${String(index).padStart(2, '0')}`);
const weekday = fc.integer({ min: 0, max: 6 }).map((day) => day as Weekday);
const date = fc
  .tuple(month, fc.integer({ min: 1, max: 31 }))
  .map(([key, day]) => `${key}-${String(Math.min(day, daysInMonth(key))).padStart(2, '0')}`);

describe('calendar dates', () => {
  it('knows leap years', () => {
    expect([lastDay('2028-02'), lastDay('2027-02'), lastDay('2100-02')]).toEqual([
      '2028-02-29',
      '2027-02-28',
      '2100-02-28',
    ]);
  });

  it('accepts real dates and months only', () => {
    expect(['2027-02-29', '2027-13-01', '2027-1-1', '', null].map((text) => isLocalDate(text))).toEqual(
      Array(5).fill(false),
    );
    expect(isLocalDate('2028-02-29')).toBe(true);
    expect([isMonthKey('2027-00'), isMonthKey('2027-12'), isMonthKey(undefined)]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('crosses years by months in both directions', () => {
    expect([addMonths('2027-01', -1), addMonths('2027-12', 1), addMonths('2027-05', -17)]).toEqual([
      '2026-12',
      '2028-01',
      '2025-12',
    ]);
    fc.assert(
      fc.property(month, fc.integer({ min: -30, max: 30 }), (key, count) => {
        expect(addMonths(addMonths(key, count), -count)).toBe(key);
      }),
    );
  });

  it('stays in the month when it is too short for the day', () => {
    expect(sameDayInMonth('2027-01-31', 1)).toBe('2027-02-28');
    expect(sameDayInMonth('2028-02-29', -12)).toBe('2027-02-28');
  });

  it('draws every day of a month once, in order, each in the column of its weekday', () => {
    fc.assert(
      fc.property(month, weekday, (key, first) => {
        const weeks = weeksOf(key, first);
        const days = weeks.flat().filter((day) => day !== null);
        expect(days).toEqual(Array.from({ length: daysInMonth(key) }, (_, day) => addDays(`${key}-01`, day)));
        for (const week of weeks) {
          expect(week).toHaveLength(7);
          expect(week.some((day) => day !== null)).toBe(true);
          week.forEach((day, column) => {
            if (day) expect(weekdayOf(day)).toBe((first + column) % 7);
          });
        }
      }),
    );
  });

  it('moves the focus by keys as the grid pattern specifies', () => {
    const from = { firstWeekday: 1 as Weekday };
    const moves = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];
    expect(moves.map((key) => dateForKey('2027-01-06', key, from))).toEqual([
      '2027-01-05',
      '2027-01-07',
      '2026-12-30',
      '2027-01-13',
      '2027-01-04',
      '2027-01-10',
      '2026-12-06',
      '2027-02-06',
    ]);
    expect(dateForKey('2027-01-06', 'PageDown', { ...from, shift: true })).toBe('2028-01-06');
    expect(dateForKey('2027-01-06', 'ArrowLeft', { ...from, rtl: true })).toBe('2027-01-07');
    expect(dateForKey('2027-01-06', 'a', from)).toBeNull();
  });

  it('keeps Home and End inside the same week', () => {
    fc.assert(
      fc.property(date, weekday, (day, firstWeekday) => {
        const home = dateForKey(day, 'Home', { firstWeekday }) ?? '';
        expect(weekdayOf(home)).toBe(firstWeekday);
        expect(dateForKey(day, 'End', { firstWeekday })).toBe(addDays(home, 6));
        expect(home <= day && day <= addDays(home, 6)).toBe(true);
        expect(monthOf(day)).toHaveLength(7);
      }),
    );
  });
});
