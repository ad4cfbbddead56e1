import * as fc from 'fast-check';
import { addDays, addMonths, dateForKey, weeksOf } from './calendar-dates';

const keyedDate = (day: string, key: string, firstWeekday: number, rtl: boolean) =>
  dateForKey(day, key, { firstWeekday, rtl });

const date = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1990-01-01', days));
const first = fc.integer({ min: 0, max: 6 });

describe('the month grid', () => {
  it('contains each day of the month once, in its column', () => {
    fc.assert(
      fc.property(date, first, (day, start) => {
        const month = day.slice(0, 7);
        const weeks = weeksOf(month, start);
        const days = weeks.flat().filter((one) => one !== null);
        expect(days[0]).toBe(`${month}-01`);
        expect(addDays(days.at(-1) ?? '', 1)).toBe(`${addMonths(month, 1)}-01`);
        expect(new Set(days).size).toBe(days.length);
        for (const week of weeks) {
          week.forEach((one, column) => {
            if (one) expect(new Date(`${one}T00:00:00Z`).getUTCDay()).toBe((start + column) % 7);
          });
        }
      }),
    );
  });

  it('returns to the same date by the opposite key', () => {
    fc.assert(
      fc.property(date, first, fc.boolean(), (day, start, rtl) => {
        for (const [there, back] of [
          ['ArrowLeft', 'ArrowRight'],
          ['ArrowUp', 'ArrowDown'],
        ] as const) {
          expect(keyedDate(keyedDate(day, there, start, rtl) ?? '', back, start, rtl)).toBe(day);
        }
      }),
    );
  });

  it('follows the direction of the language, and clamps to a shorter month', () => {
    expect(keyedDate('2027-01-05', 'ArrowLeft', 1, true)).toBe('2027-01-06');
    expect(keyedDate('2027-01-31', 'PageDown', 1, false)).toBe('2027-02-28');
    expect(keyedDate('2027-01-06', 'Home', 1, false)).toBe('2027-01-04');
    expect(keyedDate('2027-01-06', 'x', 1, false)).toBeNull();
  });
});
