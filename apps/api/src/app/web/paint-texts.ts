import type { Language } from '@expertbook/contracts';
import { LANGUAGES } from '@expertbook/contracts';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Says a text of the pages in one language: with its values, in the plural form of `count`; empty where there is none. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Text files of the pages that the API draws; their keys do not overlap there. */
const SCOPES = ['ui', 'booking', 'pages'];

/** What the built pages say (`texts/` in the build), so that the first paint says it in the same words. */
export class PaintTexts {
  private constructor(private readonly texts: ReadonlyMap<Language, Readonly<Record<string, string>>>) {}

  /** @param webRoot folder of the built web app; without its texts there are grey bars in their place */
  static read(webRoot: string): PaintTexts {
    return PaintTexts.of((language) =>
      Object.assign(
        {},
        ...SCOPES.map((scope) => readTexts(join(webRoot, 'texts', scope, `${language}.json`))),
      ),
    );
  }

  static of(textsOf: (language: Language) => Readonly<Record<string, string>>): PaintTexts {
    return new PaintTexts(new Map(LANGUAGES.map((language) => [language, textsOf(language)])));
  }

  in(language: Language): Say {
    const texts = this.texts.get(language) ?? {};
    const plurals = new Intl.PluralRules(language);
    return (key, values = {}) => {
      const { count } = values;
      const form = typeof count === 'number' && texts[`${key}#${plurals.select(count)}`];
      const text = form || texts[`${key}#other`] || texts[key] || '';
      return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_match, name: string) => String(values[name] ?? ''));
    };
  }
}

function readTexts(file: string): Record<string, string> {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
}
