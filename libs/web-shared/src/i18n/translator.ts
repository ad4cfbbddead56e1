import { inject } from '@angular/core';
import type { Language } from '@expertbook/contracts';
import { MessageCatalog, fillIn } from './message-catalog';
import { pluralKeys, type PluralForm } from './plural';
import type { Scope, ScopeStrings } from './string-files';
import type { TextValues } from './text-values';
import { LanguageService } from './language.service';

/** A key of a scope's English file; of `times#one` and `times#other` it is `times`. */
export type TextKey<S extends Scope> = S extends Scope
  ? Singular<Extract<keyof ScopeStrings[S], string>>
  : never;
type Singular<K extends string> = K extends `${infer Key}#${PluralForm}` ? Key : K;

/**
 * Returns a string of its scopes in the current language. Reads a signal: templates, computed signals and effects that
 * call it follow the language. `count` is formatted in the language.
 */
export type Translator<S extends Scope> = (key: TextKey<S>, values?: TextValues) => string;

/**
 * Translator of one or several scopes, for a class: `protected readonly t = translator('booking')`, then `t('times', {
 * count: 3 })` in the class and its template. Call it in an injection context. The route of the class must load the
 * scopes (`withTexts`); `ui` is always loaded.
 */
export function translator<S extends Scope>(...scopes: readonly S[]): Translator<S> {
  const catalog = inject(MessageCatalog);
  const texts = inject(LanguageService);
  return (key, values) => {
    const language = texts.language();
    const count = values?.['count'];
    const counts = typeof count === 'number';
    const shown = counts ? { ...values, count: counted(count, language) } : values;
    for (const one of counts ? [...pluralKeys(language, key, count), key] : [key]) {
      for (const scope of scopes) {
        const text = catalog.find(scope, one, language);
        if (text !== undefined) return fillIn(text, shown);
      }
    }
    return key;
  };
}

/** Small integers are written alike in all supported languages; a first `Intl.NumberFormat` of a language is slow. */
function counted(count: number, language: Language): string {
  if (Number.isInteger(count) && count >= 0 && count < 1000) return String(count);
  return count.toLocaleString(language === 'ar' ? 'ar-u-nu-latn' : language);
}
