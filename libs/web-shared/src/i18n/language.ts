import type { Language } from '@expertbook/contracts';
import { isLanguage } from '@expertbook/presentation/languages';

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
