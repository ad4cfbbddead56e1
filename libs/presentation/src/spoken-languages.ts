import type { Language, SpokenLanguage } from '@expertbook/contracts';

/** Names of languages in the page's language, as a list: `English and German`. */
export function spokenLanguagesText(spoken: readonly SpokenLanguage[], language: Language): string {
  const names = new Intl.DisplayNames(language, { type: 'language' });
  return new Intl.ListFormat(language).format(spoken.map((one) => names.of(one) ?? one));
}
