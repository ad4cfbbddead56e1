import { TestBed } from '@angular/core/testing';
import type { TimeRange } from '@expertbook/contracts';
import * as fc from 'fast-check';
import type { Translator } from '@expertbook/web-shared/i18n/translator';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { minutesOf, timeOf } from '../../ui/time-of-day';
import {
  USUAL_WEEK,
  furtherRange,
  rangeProblems,
  sortedRanges,
  usualDays,
  validRanges,
  weekLines,
  weekOrder,
} from './hours-rules';

const range = (start: string, end: string): TimeRange => ({ start, end });

let t: Translator<'portal-availability'>;

beforeEach(() => {
  t = TestBed.runInInjectionContext(() => translator('portal-availability'));
});

describe('rangeProblems', () => {
  it('accepts ranges that only touch', () => {
    expect(rangeProblems([range('09:00', '12:00'), range('12:00', '17:00')], t)).toEqual([null, null]);
  });

  it('accepts the end of the day', () => {
    expect(rangeProblems([range('18:00', '24:00')], t)).toEqual([null]);
  });

  it('marks the range that another one overlaps', () => {
    const [first, second] = rangeProblems([range('09:00', '12:00'), range('11:00', '13:00')], t);
    expect(first).toBeNull();
    expect(second).toMatch(/^This overlaps .*9.*12/);
  });

  it.each([
    [range('12:00', '09:00'), /before the start/],
    [range('09:00', '09:00'), /the same/],
    [range('09:02', '10:00'), /steps of 5/],
    [range('soon', '10:00'), /Enter a time/],
  ])('rejects %j with a text', (wrong, sentence) => {
    expect(rangeProblems([wrong], t)[0]).toMatch(sentence);
  });

  it('finds every overlap, in any order', () => {
    const minute = fc.integer({ min: 0, max: 287 }).map((n) => n * 5);
    const ranges = fc.array(
      fc.tuple(minute, minute).map(([a, b]) => range(timeOf(Math.min(a, b)), timeOf(Math.max(a, b) + 5))),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(ranges, (day) => {
        const overlapping = day.some((a, i) =>
          day.some(
            (b, j) => i < j && minutesOf(a.start) < minutesOf(b.end) && minutesOf(b.start) < minutesOf(a.end),
          ),
        );
        expect(validRanges(day)).toBe(!overlapping);
      }),
    );
  });
});

describe('furtherRange', () => {
  it('always fits, until the day is full', () => {
    let day: TimeRange[] = [];
    for (let next = furtherRange(day); next; next = furtherRange(day)) {
      day = [...day, next];
      expect(validRanges(day)).toBe(true);
      expect(day.length).toBeLessThan(50);
    }
    expect(day.length).toBeGreaterThan(3);
  });

  it('begins with ordinary office hours', () => {
    expect(furtherRange([])).toEqual(range('09:00', '17:00'));
  });
});

describe('sortedRanges', () => {
  it('sorts by start and does not change the given list', () => {
    const day = [range('13:00', '17:00'), range('09:00', '12:00')];
    expect(sortedRanges(day).map((one) => one.start)).toEqual(['09:00', '13:00']);
    expect(day[0]?.start).toBe('13:00');
  });
});

describe('weekLines', () => {
  it('groups days with the same hours', () => {
    expect(weekLines(USUAL_WEEK, t, 'en-GB').map((line) => line.days)).toEqual(['Mon – Fri']);
  });

  it('keeps days apart that are not consecutive', () => {
    const week = [
      [],
      [range('09:00', '12:00')],
      [],
      [range('09:00', '12:00')],
      [],
      [],
      [range('10:00', '14:00')],
    ];
    expect(weekLines(week, t, 'en-GB').map((line) => line.days)).toEqual(['Mon, Wed', 'Sat']);
  });

  it('follows the order of weekdays of the region', () => {
    const everyDay = USUAL_WEEK.map(() => [range('09:00', '12:00')]);
    expect(weekLines(everyDay, t, 'en-US').map((line) => line.days)).toEqual(['Sun – Sat']);
    expect(weekLines(everyDay, t, 'en-GB').map((line) => line.days)).toEqual(['Mon – Sun']);
    expect(weekOrder('ar-EG')).toEqual([6, 0, 1, 2, 3, 4, 5]);
  });

  it('writes the whole day and its end as words', () => {
    const week = [[range('00:00', '24:00')], [range('18:00', '24:00')], [], [], [], [], []];
    expect(weekLines(week, t, 'en-GB').map((line) => line.hours)).toEqual([
      expect.stringMatching(/midnight$/),
      'all day',
    ]);
  });

  it('is empty without hours', () => {
    expect(weekLines([[], [], [], [], [], [], []], t)).toEqual([]);
  });
});

describe('usualDays', () => {
  it('are the working days of the visitor’s region', () => {
    expect(usualDays('de-DE')).toEqual([1, 2, 3, 4, 5]);
    expect(usualDays('ar-EG')).toEqual([0, 1, 2, 3, 4]);
    expect(usualDays('en-IN')).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
