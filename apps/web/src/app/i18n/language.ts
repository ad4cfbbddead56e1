import type { Language } from '@expertbook/contracts';
import { LANGUAGES } from '@expertbook/contracts';

/** Each language's own name, in the order of the switcher. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  ar: 'العربية',
};

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.includes(value as Language);
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** Sources of a visitor's preferred language; each may be missing or invalid. */
export interface LanguageWishes {
  /** `?lang=` of the address. */
  asked: string | null;
  /** Stored choice of this browser. */
  stored: unknown;
  /** The browser's languages, most preferred first: `de-AT`, `en`. */
  browser: readonly string[];
}

/** The first preferred language that is supported; null without one: then the expert's language applies. */
export function wishedLanguage({ asked, stored, browser }: LanguageWishes): Language | null {
  const wishes = [asked?.toLowerCase(), stored, ...browser.map((tag) => tag.toLowerCase().split('-')[0])];
  return wishes.find(isLanguage) ?? null;
}
