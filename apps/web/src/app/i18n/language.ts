import type { Language } from '@expertbook/contracts';
import { LANGUAGES } from '@expertbook/contracts';

/** How each language calls itself, in the order of the switcher. */
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

/** What may say which language a visitor reads; anything may be missing or nonsense. */
export interface LanguageWishes {
  /** `?lang=` of the address. */
  asked: string | null;
  /** An earlier choice in this browser. */
  stored: unknown;
  /** The browser's own, most wanted first: `de-AT`, `en`. */
  browser: readonly string[];
}

/** The first wish that can be granted; null where none can: then the expert's language is right. */
export function wishedLanguage({ asked, stored, browser }: LanguageWishes): Language | null {
  const wishes = [asked?.toLowerCase(), stored, ...browser.map((tag) => tag.toLowerCase().split('-')[0])];
  return wishes.find(isLanguage) ?? null;
}
