export type DayPart = 'morning' | 'afternoon' | 'evening';

/** Part of the day for a greeting. After midnight it is still evening: "good night" is a farewell. */
export function dayPartOf(hour: number): DayPart {
  if (hour < 5) return 'evening';
  if (hour < 12) return 'morning';
  return hour < 18 ? 'afternoon' : 'evening';
}
