import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHtmlTexts } from './html-texts';

describe('texts of the initial HTML', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'texts-'));
    const put = (scope: string, language: string, texts: object) => {
      mkdirSync(join(folder, 'texts', scope), { recursive: true });
      writeFileSync(join(folder, 'texts', scope, `${language}.json`), JSON.stringify(texts));
    };
    put('booking', 'en', {
      hello: 'Hello {{name}} and {{ name }}',
      'places#one': 'one',
      'places#other': '{{count}}',
    });
    put('pages', 'en', { more: 'More' });
    put('booking', 'ar', { 'places#few': 'few {{count}}', 'places#other': 'other {{count}}' });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are those of the build, with their values inserted once', () => {
    const translate = readHtmlTexts(folder).in('en');
    expect(translate('hello', { name: '{{name}}' })).toBe('Hello {{name}} and {{name}}');
    expect(translate('more')).toBe('More');
  });

  it('have the plural form of their language', () => {
    const texts = readHtmlTexts(folder);
    expect([1, 3].map((count) => texts.in('en')('places', { count }))).toEqual(['one', '3']);
    expect([3, 100].map((count) => texts.in('ar')('places', { count }))).toEqual(['few 3', 'other 100']);
  });

  it('are empty where the build has none', () => {
    expect(readHtmlTexts(folder).in('de')('hello')).toBe('');
    expect(readHtmlTexts(join(folder, 'nowhere')).in('en')('hello')).toBe('');
  });
});
