import { minutesText } from './minutes-text';

/**
 * Several durations in one line, each as {@link minutesText} writes it; those below an hour share their unit:
 * `15, 30 min, 1 h 30 min`.
 *
 * @param durations minutes, in any order
 * @param locale a BCP 47 tag, `de-AT`
 */
export function durationsText(durations: readonly number[], locale: string): string {
  const sorted = [...durations].sort((a, b) => a - b);
  const short = sorted.filter((minutes) => minutes < 60);
  return sorted
    .map((minutes, at) => (at < short.length - 1 ? String(minutes) : minutesText(minutes, locale)))
    .join(locale.startsWith('ar') ? '، ' : ', ');
}
