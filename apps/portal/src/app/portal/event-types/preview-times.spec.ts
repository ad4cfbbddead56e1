import type { Schedule } from '@expertbook/contracts';
import fc from 'fast-check';
import { weeksOf } from '@expertbook/web-shared/ui/calendar-dates';
import type { PreviewRules } from './preview-times';
import { daysOf, firstOpenMonth, openDays, timesOf } from './preview-times';

const NINE_TO_FIVE = [{ start: '09:00', end: '17:00' }];
/** Monday to Friday. */
const HOURS: Pick<Schedule, 'weekly' | 'overrides' | 'outOfOffice'> = {
  weekly: [[], NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, []],
  overrides: [],
  outOfOffice: [],
};
const RULES: PreviewRules = {
  duration: 60,
  slotInterval: null,
  minimumNotice: 0,
  window: { kind: 'rolling', days: 60, unit: 'calendar_days' },
};
/** A Monday morning. */
const NOW = '2027-01-04T08:00';
const MONTH = daysOf('2027-01');

describe('timesOf', () => {
  it('begins with the hours, in steps of the duration and at most half an hour', () => {
    expect(timesOf('2027-01-04', HOURS, RULES, NOW).slice(0, 3)).toEqual(['09:00', '09:30', '10:00']);
    expect(timesOf('2027-01-04', HOURS, { ...RULES, duration: 15 }, NOW).slice(0, 2)).toEqual([
      '09:00',
      '09:15',
    ]);
    expect(timesOf('2027-01-04', HOURS, { ...RULES, slotInterval: 120 }, NOW)).toEqual([
      '09:00',
      '11:00',
      '13:00',
      '15:00',
    ]);
  });

  it('contains no time that does not fit before the end', () => {
    const hours = {
      ...HOURS,
      overrides: [{ date: '2027-01-04', ranges: [{ start: '09:00', end: '10:30' }] }],
    };
    expect(timesOf('2027-01-04', hours, RULES, NOW)).toEqual(['09:00', '09:30']);
    expect(timesOf('2027-01-04', hours, { ...RULES, duration: 120 }, NOW)).toEqual([]);
  });

  it('respects the notice, also across midnight', () => {
    expect(timesOf('2027-01-04', HOURS, { ...RULES, minimumNotice: 105 }, NOW)[0]).toBe('10:00');
    expect(timesOf('2027-01-05', HOURS, { ...RULES, minimumNotice: 1560 }, NOW)[0]).toBe('10:00');
  });
});

describe('openDays', () => {
  it('are the working days inside the window', () => {
    expect([...openDays(MONTH, HOURS, RULES, NOW)]).toHaveLength(20);
    const business = { ...RULES, window: { kind: 'rolling', days: 5, unit: 'business_days' } } as const;
    expect([...openDays(MONTH, HOURS, business, NOW)].at(-1)).toBe('2027-01-11');
    const calendar = { ...RULES, window: { kind: 'rolling', days: 5, unit: 'calendar_days' } } as const;
    expect([...openDays(MONTH, HOURS, calendar, NOW)].at(-1)).toBe('2027-01-08');
    const range = { ...RULES, window: { kind: 'range', start: '2027-01-01', end: '2027-01-05' } } as const;
    expect([...openDays(MONTH, HOURS, range, NOW)]).toEqual(['2027-01-04', '2027-01-05']);
  });

  it('omit absences, also where an override has hours', () => {
    const away = {
      ...HOURS,
      overrides: [{ date: '2027-01-06', ranges: NINE_TO_FIVE }],
      outOfOffice: [{ start: '2027-01-05', end: '2027-01-07' }],
    };
    expect([...openDays(MONTH.slice(0, 8), away, RULES, NOW)]).toEqual(['2027-01-04', '2027-01-08']);
  });
});

describe('firstOpenMonth', () => {
  it('is the first one with a free time, or none', () => {
    expect(firstOpenMonth(HOURS, RULES, NOW)).toBe('2027-01');
    const later = { ...RULES, window: { kind: 'range', start: '2027-03-01', end: '2027-03-31' } } as const;
    expect(firstOpenMonth(HOURS, later, NOW)).toBe('2027-03');
    expect(firstOpenMonth({ ...HOURS, weekly: HOURS.weekly.map(() => []) }, RULES, NOW)).toBeNull();
  });
});

describe('weeksOf', () => {
  it('contains every day of the month once, in whole weeks under their weekdays', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2024, max: 2032 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(0, 1, 6),
        (year, number, first) => {
          const month = `${year}-${String(number).padStart(2, '0')}`;
          const weeks = weeksOf(month, first);
          expect(weeks.flat().filter(Boolean)).toEqual(daysOf(month));
          for (const week of weeks) {
            expect(week).toHaveLength(7);
            week.forEach((day, column) => {
              if (day) expect(new Date(`${day}T00:00:00Z`).getUTCDay()).toBe((column + first) % 7);
            });
          }
        },
      ),
    );
  });
});
