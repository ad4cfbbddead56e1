import type { Language } from '@expertbook/contracts';
import { LANGUAGES } from '@expertbook/contracts';

/** A key without the plural form after its `#`. */
export type KeyOf<K extends string> = K extends `${infer Key}#${Intl.LDMLPluralRule}` ? Key : K;

/** Values for the `{{placeholders}}`; `count` also chooses the plural form. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Translates a key into one language, with its values and the plural form of `count`; empty for an unknown key. */
export type Translate<K extends string = string> = (key: K, values?: TextValues) => string;

const NO_VALUES: TextValues = {};
/** Numbers per language whose plural form is cached. */
const MAX_FORMS = 2000;

/** Texts in every language, in the format of the web application's files (docs/languages.md). */
export class MessageCatalog<K extends string = string> {
  private readonly translators = new Map<Language, Translate<K>>();

  private constructor(private readonly texts: ReadonlyMap<Language, Readonly<Record<string, string>>>) {}

  static of<K extends string = string>(
    textsOf: (language: Language) => Readonly<Record<string, string>>,
  ): MessageCatalog<K> {
    return new MessageCatalog<K>(new Map(LANGUAGES.map((language) => [language, textsOf(language)])));
  }

  /** The same function at every call, so that the preparation of a language is done once. */
  in(language: Language): Translate<K> {
    let translator = this.translators.get(language);
    if (!translator)
      this.translators.set(language, (translator = translatorOf(language, this.texts.get(language) ?? {})));
    return translator;
  }
}

/** A text split at its placeholders: every second piece is the name of one. */
type Pieces = readonly string[];

function translatorOf(language: Language, texts: Readonly<Record<string, string>>): Translate {
  const plurals = new Intl.PluralRules(language);
  const plain = new Map<string, Pieces | null>();
  const counted = new Map<string, Map<string, Pieces | null>>();
  const forms = new Map<number, string>();
  // `select` costs more than the rest of a text, and the same few numbers are common.
  const formFor = (count: number): string => {
    const known = forms.get(count);
    if (known !== undefined) return known;
    const form = plurals.select(count);
    if (forms.size < MAX_FORMS) forms.set(count, form);
    return form;
  };
  const cut = (...keys: string[]): Pieces | null => {
    const key = keys.find((one) => Object.hasOwn(texts, one));
    return key === undefined ? null : (texts[key] ?? '').split(/\{\{\s*(\w+)\s*\}\}/);
  };
  const piecesOf = (key: string): Pieces | null => {
    let pieces = plain.get(key);
    if (pieces === undefined) plain.set(key, (pieces = cut(key, `${key}#other`)));
    return pieces;
  };
  const formOf = (key: string, count: number): Pieces | null => {
    let known = counted.get(key);
    if (!known) counted.set(key, (known = new Map()));
    const form = formFor(count);
    let pieces = known.get(form);
    if (pieces === undefined) known.set(form, (pieces = cut(`${key}#${form}`, `${key}#other`, key)));
    return pieces;
  };
  return (key, values = NO_VALUES) => {
    const { count } = values;
    const pieces = typeof count === 'number' ? formOf(key, count) : piecesOf(key);
    if (!pieces) return '';
    let text = pieces[0] ?? '';
    // Filled in one pass, so that a value is never read as a placeholder.
    for (let i = 1; i < pieces.length; i += 2) {
      text += String(values[pieces[i] ?? ''] ?? '') + (pieces[i + 1] ?? '');
    }
    return text;
  };
}
