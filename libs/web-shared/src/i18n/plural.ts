/** Suffix after the `#` of a key with several forms. Arabic uses all six, English two. */
export type PluralForm = Intl.LDMLPluralRule;

const rules = new Map<string, Intl.PluralRules>();

/** `1` -> `one`, `5` -> `other` in English; `3` -> `few` in Arabic. */
export function pluralForm(language: string, count: number): PluralForm {
  let found = rules.get(language);
  if (!found) rules.set(language, (found = new Intl.PluralRules(language)));
  return found.select(count);
}

/** The keys to look up for a count, in order: the language's form, then `other`. */
export function pluralKeys(language: string, key: string, count: number): [string, string] {
  return [`${key}#${pluralForm(language, count)}`, `${key}#other`];
}
