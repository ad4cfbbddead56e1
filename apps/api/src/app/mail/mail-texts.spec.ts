import { LANGUAGES } from '@expertbook/contracts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FORM = /#(?:zero|one|two|few|many|other)$/;
/** Any room can have texts for mails. */
const ROOMS = join(__dirname, '..');

function textsOf(language: string): Record<string, string> {
  return JSON.parse(readFileSync(join(__dirname, 'texts', `${language}.json`), 'utf8')) as Record<
    string,
    string
  >;
}

const english = textsOf('en');
const baseOf = (key: string) => key.replace(FORM, '');
const holes = (text: string) => [...new Set(text.match(/\{\{\s*\w+\s*\}\}/g) ?? [])].sort().join();

describe('texts of mails', () => {
  it.each(LANGUAGES)('exist in %s for every key, in every plural form of the language', (language) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const needed = Object.keys(english).flatMap((key) =>
      FORM.test(key)
        ? forms
            // Spanish uses `many` only for round millions.
            .filter((form) => language !== 'es' || form !== 'many')
            .map((form) => `${baseOf(key)}#${form}`)
        : [key],
    );
    expect(Object.keys(textsOf(language)).sort()).toEqual([...new Set(needed)].sort());
  });

  it.each(LANGUAGES)('are never empty in %s, and use the same placeholders', (language) => {
    for (const [key, text] of Object.entries(textsOf(language))) {
      expect({ key, empty: text.trim() === '' }).toEqual({ key, empty: false });
      // The form for one or two may have the number as a word.
      const filled = (one: string) =>
        holes(FORM.test(key) ? one.replaceAll(/\{\{\s*count\s*\}\}/g, '') : one);
      const model = english[key] ?? english[`${baseOf(key)}#other`] ?? '';
      expect({ key, values: filled(text) }).toEqual({ key, values: filled(model) });
    }
  });

  it('have no unused keys', () => {
    const sources = readdirSync(ROOMS, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/\.(?:spec|fixture)\.ts$/.test(file))
      .map((file) => readFileSync(join(ROOMS, file), 'utf8'))
      .join('\n');
    const begun = [...sources.matchAll(/\w\(`([\w.]+\.)\$\{/g)].map((match) => match[1] as string);
    const unused = [...new Set(Object.keys(english).map(baseOf))].filter(
      (key) => !sources.includes(`'${key}'`) && !begun.some((start) => key.startsWith(start)),
    );
    expect(unused).toEqual([]);
  });
});
