import type { TimeRange } from '@expertbook/contracts';
import * as fc from 'fast-check';
import { minutesOf, timeOf } from '../../ui/time-of-day';
import { USUAL_WEEK, furtherRange, rangeProblems, sortedRanges, validRanges, weekText } from './hours-rules';

const range = (start: string, end: string): TimeRange => ({ start, end });

describe('rangeProblems', () => {
  it('accepts ranges that only touch', () => {
    expect(rangeProblems([range('09:00', '12:00'), range('12:00', '17:00')])).toEqual([null, null]);
  });

  it('accepts the end of the day', () => {
    expect(rangeProblems([range('18:00', '24:00')])).toEqual([null]);
  });

  it('names the range that another one overlaps', () => {
    const [first, second] = rangeProblems([range('09:00', '12:00'), range('11:00', '13:00')]);
    expect(first).toBeNull();
    expect(second).toMatch(/^This overlaps .*9.*12/);
  });

  it.each([
    [range('12:00', '09:00'), /before the start/],
    [range('09:00', '09:00'), /the same/],
    [range('09:02', '10:00'), /steps of 5/],
    [range('soon', '10:00'), /Enter a time/],
  ])('refuses %j in words', (wrong, sentence) => {
    expect(rangeProblems([wrong])[0]).toMatch(sentence);
  });

  it('finds every overlap, whatever the order', () => {
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

  it('begins with a usual day', () => {
    expect(furtherRange([])).toEqual(range('09:00', '17:00'));
  });
});

describe('sortedRanges', () => {
  it('orders by start and leaves the given list alone', () => {
    const day = [range('13:00', '17:00'), range('09:00', '12:00')];
    expect(sortedRanges(day).map((one) => one.start)).toEqual(['09:00', '13:00']);
    expect(day[0]?.start).toBe('13:00');
  });
});

describe('weekText', () => {
  it('puts days with the same hours together', () => {
    expect(weekText(USUAL_WEEK, 'en-US')).toMatch(/^Mon – Fri, /);
  });

  it('keeps days apart that are not in a row', () => {
    const week = [
      [],
      [range('09:00', '12:00')],
      [],
      [range('09:00', '12:00')],
      [],
      [],
      [range('10:00', '14:00')],
    ];
    expect(weekText(week, 'en-US')).toMatch(/^Mon, Wed, .*; Sat, /);
  });

  it('says so when there are none', () => {
    expect(weekText([[], [], [], [], [], [], []])).toBe('No hours yet');
  });
});
