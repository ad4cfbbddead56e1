import type { HourCycle, Language } from '@expertbook/contracts';
import { LANGUAGES } from '@expertbook/contracts';
import { directionOf } from '@expertbook/presentation';
import type { KeyOf, Say } from '../languages/message-catalog';
import { MessageCatalog } from '../languages/message-catalog';
import { manyLines, oneLine } from '../calendar-file/plain-text';
import ar from './texts/ar.json';
import de from './texts/de.json';
import en from './texts/en.json';
import es from './texts/es.json';

/** What mails say, by its name in `texts/`. */
export type MailKey = KeyOf<keyof typeof en>;

/** Around user-supplied text of unknown direction (Unicode Standard Annex 9); HTML mails use `<bdi>`. */
export const ISOLATE = '\u2068';
export const ISOLATE_END = '\u2069';

/** They reverse the text after them, so names must not contain them. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
const TURNING = /[\u202a-\u202e\u2066-\u2069]/;
/** What nearly every line is made of: nothing in it to clean, and nothing that runs from right to left. */
const PLAIN = /^[ -~]*$/;
/** Letters of the scripts that run from right to left. */
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|\ud83a|\ud802|\ud803/;

/** How mails speak one language. */
export interface MailLocale {
  language: Language;
  direction: 'ltr' | 'rtl';
  translate: Say<MailKey>;
  /** A line that others wrote: clean, and kept apart where it runs another way than the mail. */
  isolateBidi: (text: string) => string;
  /** The same for texts of several lines. */
  isolateBidiLines: (text: string) => string[];
  /** Names, Sunday and January first, long and short. */
  weekdays: readonly CalendarName[];
  months: readonly CalendarName[];
  hourCycle: HourCycle;
  /** Whose way of writing dates it follows; null for the one of the texts. */
  region: string | null;
}

/** How one reader wants times and dates, as far as they have said. */
export interface Writing {
  hourCycle?: HourCycle;
  region?: string;
}

export interface CalendarName {
  long: string;
  short: string;
}

const TEXTS = MessageCatalog.of<MailKey>((language) => ({ ar, de, en, es })[language]);
const locales = new Map<Language, MailLocale>();

/** What is none of our languages, as in a row of another version, speaks English. */
export function mailLocale(language: Language, { hourCycle, region }: Writing = {}): MailLocale {
  const spoken = LANGUAGES.includes(language) ? language : 'en';
  let locale = locales.get(spoken);
  if (!locale) locales.set(spoken, (locale = createLocale(spoken)));
  return hourCycle || region
    ? { ...locale, hourCycle: hourCycle ?? locale.hourCycle, region: region ?? null }
    : locale;
}

function createLocale(language: Language): MailLocale {
  const direction = directionOf(language);
  const isApart = direction === 'rtl' ? () => true : (text: string) => FROM_RIGHT.test(text);
  const keptApart = (text: string): string => {
    const plain = TURNING.test(text) ? text.replace(TURNS, '') : text;
    return plain !== '' && isApart(plain) ? ISOLATE + plain + ISOLATE_END : plain;
  };
  return {
    language,
    direction,
    translate: TEXTS.in(language),
    isolateBidi: (text) => {
      if (!PLAIN.test(text)) return keptApart(oneLine(text));
      return direction === 'ltr' ? text.trim() : keptApart(text.trim());
    },
    isolateBidiLines: (text) => manyLines(text).split('\n').map(keptApart),
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
