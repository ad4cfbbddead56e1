/** A weekday (0 = Monday) and hour in which sessions began. */
export interface BusyTime {
  weekday: number;
  hour: number;
  count: number;
}

/** Every weekday and hour with sessions, the busiest first; equally busy ones from Monday on. */
export function busiestTimes(busiest: readonly (readonly number[])[]): BusyTime[] {
  return busiest
    .flatMap((hours, weekday) => hours.map((count, hour) => ({ weekday, hour, count })))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

/** The hours to draw: 8 to 18, and further where there were sessions. */
export function usedHours(busiest: readonly (readonly number[])[]): number[] {
  const used = busiestTimes(busiest).map(({ hour }) => hour);
  const from = Math.min(8, ...used);
  const to = Math.max(18, ...used);
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
