import { dateLocale } from '../platform/locale';
import { minutesText } from './minutes-text';

/**
 * Several durations in one line, each as {@link minutesText} writes it; those below an hour share their unit: `15, 30
 * min, 1 h 30 min`. A file of its own, because the booking page does not need it.
 */
export function durationsText(durations: readonly number[]): string {
  const sorted = [...durations].sort((a, b) => a - b);
  const short = sorted.filter((minutes) => minutes < 60);
  return sorted
    .map((minutes, at) => (at < short.length - 1 ? String(minutes) : minutesText(minutes)))
    .join(dateLocale().startsWith('ar') ? '، ' : ', ');
}
