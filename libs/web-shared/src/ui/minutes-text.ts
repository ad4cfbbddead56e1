import { minutesText as textOf } from '@expertbook/presentation/minutes-text';
import { dateLocale } from '../platform/locale';

/** Minutes in words of the language that is shown: `15 min`, `1 h`, `1 h 30 min`, `2 days`. */
export function minutesText(minutes: number): string {
  return textOf(minutes, dateLocale());
}
