import { fillIn } from '@expertbook/web-shared/i18n/message-catalog';
import strings from '../../i18n/portal-event-types/en.json';
import type { Translator } from '@expertbook/web-shared/i18n/translator';

/** English texts of event types, for specs of pure functions. */
export const english: Translator<'portal-event-types'> = (key, values) => {
  const texts: Readonly<Record<string, string>> = strings;
  const form = values?.['count'] === 1 ? 'one' : 'other';
  return fillIn(texts[key] ?? texts[`${key}#${form}`] ?? key, values);
};
