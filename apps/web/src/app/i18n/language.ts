import type { Language } from '@expertbook/contracts';
import { isLanguage } from '@expertbook/presentation/languages';

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
