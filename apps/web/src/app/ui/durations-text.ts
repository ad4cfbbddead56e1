import { durationsText as textOf } from '@expertbook/presentation/durations-text';
import { dateLocale } from '../platform/locale';

/**
 * Several durations in one line of the language that is shown: `15, 30 min, 1 h 30 min`. Apart from `minutes-text.ts`, because
 * the page that is shared most does without.
 */
export function durationsText(durations: readonly number[]): string {
  return textOf(durations, dateLocale());
}
