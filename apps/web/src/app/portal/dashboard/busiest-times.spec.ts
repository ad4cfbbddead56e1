import { busiestTimes, usedHours } from './busiest-times';
import { weekStartOf } from './figures-store';

const counted = (...times: [weekday: number, hour: number, count: number][]) => {
  const week = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  for (const [weekday, hour, count] of times) (week[weekday] ?? [])[hour] = count;
  return week;
};

describe('the busiest times', () => {
  it('come first, and empty hours not at all', () => {
    expect(busiestTimes(counted([4, 9, 1], [1, 10, 3], [0, 9, 1]))).toEqual([
      { weekday: 1, hour: 10, count: 3 },
      { weekday: 0, hour: 9, count: 1 },
      { weekday: 4, hour: 9, count: 1 },
    ]);
    expect(busiestTimes(counted())).toEqual([]);
  });

  it('widen the working day where somebody came early or late', () => {
    expect(usedHours(counted())).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]);
    const hours = usedHours(counted([0, 6, 1], [2, 23, 1]));
    expect([hours[0], hours.at(-1)]).toEqual([6, 23]);
  });
});

describe('the week', () => {
  it('begins where the visitor’s week does', () => {
    expect(weekStartOf('2027-01-06', 1)).toBe('2027-01-04');
    expect(weekStartOf('2027-01-03', 1)).toBe('2026-12-28');
    expect(weekStartOf('2027-01-03', 0)).toBe('2027-01-03');
    expect(weekStartOf('2027-01-01', 6)).toBe('2026-12-26');
  });
});
