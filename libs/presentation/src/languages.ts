import type { Language } from '@expertbook/contracts';
import { LANGUAGES } from '@expertbook/contracts';

/** How each language calls itself, in the order of the switcher. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  ar: 'العربية',
};

/**
 * Unicode extension of a locale (BCP 47, RFC 6067): digits 0 to 9 and the Gregorian calendar. Wall times are written so in every
 * language, so dates and numbers next to them are too.
 */
export const LATIN_GREGORIAN = '-u-ca-gregory-nu-latn';

/** Locale of a language whose reader's region is not known. */
export function languageLocale(language: Language): string {
  return `${language}${LATIN_GREGORIAN}`;
}

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.includes(value as Language);
}

/** Value of the `dir` attribute of a text. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}
