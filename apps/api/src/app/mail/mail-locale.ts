import type { HourCycle, Language } from '@expertbook/contracts';
import { LANGUAGES } from '@expertbook/contracts';
import { directionOf } from '@expertbook/presentation';
import type { KeyOf, Translate } from '../languages/message-catalog';
import { MessageCatalog } from '../languages/message-catalog';
import { manyLines, oneLine } from '../calendar-file/plain-text';
import ar from './texts/ar.json';
import de from './texts/de.json';
import en from './texts/en.json';
import es from './texts/es.json';

/** Keys of the texts in `texts/`. */
export type MailKey = KeyOf<keyof typeof en>;

/** Around user-supplied text of unknown direction (Unicode Standard Annex 9); HTML mails use `<bdi>`. */
export const ISOLATE = '\u2068';
export const ISOLATE_END = '\u2069';

/** Direction characters change the order of the text after them, so they are removed from texts of users. */
const DIRECTION_CHARACTERS = /[\u202a-\u202e\u2066-\u2069]/g;
const HAS_DIRECTION_CHARACTER = /[\u202a-\u202e\u2066-\u2069]/;
/** Most lines are like this: nothing to remove, and nothing that runs from right to left. */
const PLAIN = /^[ -~]*$/;
/** Letters of scripts that run from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|\ud83a|\ud802|\ud803/;

/** Texts, dates and text direction of mails in one language. */
export interface MailLocale {
  language: Language;
  direction: 'ltr' | 'rtl';
  translate: Translate<MailKey>;
  /** Cleans a line written by a user, and isolates it where its direction may differ from the mail's. */
  isolateBidi: (text: string) => string;
  /** The same for texts of several lines. */
  isolateBidiLines: (text: string) => string[];
  /** Names, Sunday and January first, long and short. */
  weekdays: readonly CalendarName[];
  months: readonly CalendarName[];
  hourCycle: HourCycle;
  /** Region whose date format is used; null = the one of the language. */
  region: string | null;
}

/** A reader's preferences for times and dates; absent where unknown. */
export interface ReaderFormats {
  hourCycle?: HourCycle;
  region?: string;
}

export interface CalendarName {
  long: string;
  short: string;
}

const TEXTS = MessageCatalog.of<MailKey>((language) => ({ ar, de, en, es })[language]);
const locales = new Map<Language, MailLocale>();

/** Texts are English for a language this version does not have, as in a row of another version. */
export function mailLocale(language: Language, { hourCycle, region }: ReaderFormats = {}): MailLocale {
  const known = LANGUAGES.includes(language) ? language : 'en';
  let locale = locales.get(known);
  if (!locale) locales.set(known, (locale = createLocale(known)));
  return hourCycle || region
    ? { ...locale, hourCycle: hourCycle ?? locale.hourCycle, region: region ?? null }
    : locale;
}

function createLocale(language: Language): MailLocale {
  const direction = directionOf(language);
  const needsIsolate = direction === 'rtl' ? () => true : (text: string) => RIGHT_TO_LEFT.test(text);
  const isolate = (text: string): string => {
    const plain = HAS_DIRECTION_CHARACTER.test(text) ? text.replace(DIRECTION_CHARACTERS, '') : text;
    return plain !== '' && needsIsolate(plain) ? ISOLATE + plain + ISOLATE_END : plain;
  };
  return {
    language,
    direction,
    translate: TEXTS.in(language),
    isolateBidi: (text) => {
      if (!PLAIN.test(text)) return isolate(oneLine(text));
      return direction === 'ltr' ? text.trim() : isolate(text.trim());
    },
    isolateBidiLines: (text) => manyLines(text).split('\n').map(isolate),
    weekdays: namesOf(language, 'weekday', 7, (i) => Date.UTC(2023, 0, 1 + i)),
    months: namesOf(language, 'month', 12, (i) => Date.UTC(2023, i, 1)),
    hourCycle: 'h23',
    region: null,
  };
}

function namesOf(
  language: Language,
  part: 'weekday' | 'month',
  count: number,
  instantOf: (i: number) => number,
): CalendarName[] {
  const [long, short] = (['long', 'short'] as const).map(
    (style) => new Intl.DateTimeFormat(language, { [part]: style, timeZone: 'UTC', calendar: 'gregory' }),
  );
  return Array.from({ length: count }, (_, i) => ({
    long: long?.format(instantOf(i)) ?? '',
    short: short?.format(instantOf(i)) ?? '',
  }));
}
