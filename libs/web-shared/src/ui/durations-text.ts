import { durationsText as textOf } from '@expertbook/presentation/durations-text';
import { dateLocale } from '../platform/locale';

/**
 * Several durations in one line of the current language: `15, 30 min, 1 h 30 min`. A file of its own, because the booking
 * page does not need it.
 */
export function durationsText(durations: readonly number[]): string {
  return textOf(durations, dateLocale());
}
