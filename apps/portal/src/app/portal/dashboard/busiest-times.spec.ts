import { busiestTimes, usedHours } from './busiest-times';

const counted = (...times: [weekday: number, hour: number, count: number][]) => {
  const week = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  for (const [weekday, hour, count] of times) (week[weekday] ?? [])[hour] = count;
  return week;
};

describe('the busiest times', () => {
  it('come first, without empty hours', () => {
    expect(busiestTimes(counted([4, 9, 1], [1, 10, 3], [0, 9, 1]))).toEqual([
      { weekday: 1, hour: 10, count: 3 },
      { weekday: 0, hour: 9, count: 1 },
      { weekday: 4, hour: 9, count: 1 },
    ]);
    expect(busiestTimes(counted())).toEqual([]);
  });

  it('extend the working day where a session was earlier or later', () => {
    expect(usedHours(counted())).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18]);
    const hours = usedHours(counted([0, 6, 1], [2, 23, 1]));
    expect([hours[0], hours.at(-1)]).toEqual([6, 23]);
  });
});
