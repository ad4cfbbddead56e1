export type DayPart = 'morning' | 'afternoon' | 'evening';

/** The part of the day that a greeting names. The small hours are still evening: "good night" says goodbye. */
export function dayPartOf(hour: number): DayPart {
  if (hour < 5) return 'evening';
  if (hour < 12) return 'morning';
  return hour < 18 ? 'afternoon' : 'evening';
}
