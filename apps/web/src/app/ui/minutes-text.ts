/** Minutes in words: `15 min`, `1 h`, `1 h 30 min`, `2 days`. */
export function minutesText(minutes: number): string {
  if (minutes >= 1440 && minutes % 1440 === 0) return minutes === 1440 ? '1 day' : `${minutes / 1440} days`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours ? `${hours} h` : '', rest || !hours ? `${rest} min` : ''].filter(Boolean).join(' ');
}

/** Several durations in one line: `15, 30, 60 min`; one is written as {@link minutesText}. */
export function durationsText(durations: readonly number[]): string {
  return durations.length === 1
    ? minutesText(durations[0] ?? 0)
    : `${[...durations].sort((a, b) => a - b).join(', ')} min`;
}
