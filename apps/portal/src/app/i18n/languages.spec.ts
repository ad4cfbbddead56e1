import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LANGUAGES } from '@expertbook/contracts';
import type { Strings } from '@expertbook/web-shared/i18n/string-files';
import { EXPERT_STRING_FILES } from './expert-string-files';

const ROOT = join(__dirname, '../../../../..');
const PRESENTATION = join(ROOT, 'libs/presentation/src');
/** Folders with string files, one folder a scope. */
const STRINGS = [__dirname, join(ROOT, 'libs/web-shared/src/i18n')];
const CODE = ['apps/booking/src', 'apps/portal/src', 'libs/web-shared/src'];
const scopes = Object.keys(EXPERT_STRING_FILES);
const FORM = /#(?:zero|one|two|few|many|other)$/;

function strings(scope: string, language: string): Strings {
  const file = STRINGS.map((folder) => join(folder, scope, `${language}.json`)).find(existsSync);
  return JSON.parse(readFileSync(file ?? '', 'utf8')) as Strings;
}

const baseOf = (key: string) => key.replace(FORM, '');
const keysOf = (scope: string) => [...new Set(Object.keys(strings(scope, 'en')).map(baseOf))];
const holes = (text: string) => [...new Set(text.match(/\{\{\s*\w+\s*\}\}/g) ?? [])].sort().join();

/** A class with the texts that it, its template and the shared files it imports use, by scope. */
interface Source {
  file: string;
  text: string;
  scopes: string[];
  /** Names of its translators: `t` -> `booking`, `ui`. */
  names: Map<string, string[]>;
}

const sources = CODE.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
)
  .filter((file) => file.endsWith('.ts') && !/\.(?:spec|fixture)\.ts$/.test(file))
  .map(sourceOf);

function sourceOf(file: string): Source {
  const code = readFileSync(join(ROOT, file), 'utf8').replaceAll(/\/\*\*[^]*?\*\//g, '');
  const template = /templateUrl: '(.+?)'/.exec(code)?.[1];
  const path = template && join(ROOT, dirname(file), template);
  const shared = [...code.matchAll(/'@expertbook\/presentation\/(.+?)'/g)].map(([, name]) =>
    join(PRESENTATION, `${name}.ts`),
  );
  const others = [...(path && existsSync(path) ? [path] : []), ...shared];
  const text = [code, ...others.map((other) => readFileSync(other, 'utf8'))].join('\n');
  const names = new Map<string, string[]>();
  const given = /(\w+)(?: = translator\(|: (?:Signal<)?Translator<)(['\w\s,|-]+)[)>]/g;
  for (const [, name, list] of code.matchAll(given)) names.set(name as string, scopesIn(list as string));
  const asked = [...code.matchAll(/(?:translator\(|Translator<|TextKey<)(['\w\s,|-]+)[)>]/g)];
  return { file, text, names, scopes: [...new Set(asked.flatMap(([, list]) => scopesIn(list as string)))] };
}

function scopesIn(list: string): string[] {
  return [...list.matchAll(/'([\w-]+)'/g)].map(([, scope]) => scope as string);
}

describe('the string files', () => {
  it('are all in the table, and the table has no others', () => {
    const folders = STRINGS.flatMap((folder) => readdirSync(folder, { withFileTypes: true })).filter(
      (entry) => entry.isDirectory(),
    );
    expect(folders.map((entry) => entry.name).sort()).toEqual([...scopes].sort());
  });

  describe.each(scopes)('of %s', (scope) => {
    it.each(LANGUAGES)('have every key in %s, in every plural form of the language', (language) => {
      const needed = Object.entries(strings(scope, 'en')).flatMap(([key]) => {
        if (!FORM.test(key)) return [key];
        // Spanish `many` is for round millions only.
        const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
        return forms
          .filter((form) => language !== 'es' || form !== 'many')
          .map((form) => `${baseOf(key)}#${form}`);
      });
      expect(Object.keys(strings(scope, language)).sort()).toEqual([...new Set(needed)].sort());
    });

    it.each(LANGUAGES)('have no empty text in %s, and the same placeholders', (language) => {
      const english = strings(scope, 'en');
      for (const [key, text] of Object.entries(strings(scope, language))) {
        expect({ key, empty: text.trim() === '' }).toEqual({ key, empty: false });
        // A form for one or two may write the number as a word.
        const filled = (one: string) =>
          holes(FORM.test(key) ? one.replaceAll(/\{\{\s*count\s*\}\}/g, '') : one);
        const model = english[key] ?? english[`${baseOf(key)}#other`] ?? '';
        expect({ key, values: filled(text) }).toEqual({ key, values: filled(model) });
      }
    });

    it('have no unused key', () => {
      const texts = sources.filter((source) => source.scopes.includes(scope)).map((source) => source.text);
      const said = (key: string) =>
        texts.some((text) => text.includes(`'${key}'`) || text.includes(`"${key}"`));
      const begun = texts.flatMap((text) =>
        [...text.matchAll(/`([\w.]+\.)\$\{/g)].map((match) => match[1] as string),
      );
      const unused = keysOf(scope).filter(
        (key) => !said(key) && !begun.some((start) => key.startsWith(start)),
      );
      expect(unused).toEqual([]);
    });
  });

  it('have every key that is used', () => {
    const unknown = sources.flatMap(({ file, text, names }) =>
      [...names].flatMap(([name, asked]) => {
        const keys = new Set(asked.flatMap(keysOf));
        const said = [...text.matchAll(new RegExp(`\\b${name}\\(\\s*['"]([^'"]+)['"]`, 'g'))];
        return said
          .filter(([, key]) => !keys.has(key as string))
          .map(([, key]) => `${file}: ${asked.join()} ${key}`);
      }),
    );
    expect(unknown).toEqual([]);
  });
});
