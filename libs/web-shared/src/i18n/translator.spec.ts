import { TestBed } from '@angular/core/testing';
import { READY_STRINGS } from './message-catalog';
import type { Scope } from './string-files';
import { LanguageService } from './language.service';
import type { Translator } from './translator';
import { translator } from './translator';

const SCOPE: Scope = 'pages';

/** Untyped keys of a test scope, so that the test does not depend on the pages. */
function say(): (key: string, values?: Record<string, string | number>) => string {
  return TestBed.runInInjectionContext(() => translator(SCOPE)) as Translator<never> as ReturnType<
    typeof say
  >;
}

describe('translator', () => {
  const former = new Map(READY_STRINGS);
  beforeEach(() => {
    READY_STRINGS.set(`${SCOPE}/en`, {
      hello: 'Hello {{name}}, {{ name }}!',
      'times#one': '1 time',
      'times#other': '{{count}} times',
    });
    READY_STRINGS.set('ui/ar', {});
    READY_STRINGS.set(`${SCOPE}/ar`, {
      hello: 'أهلا {{name}}',
      'times#few': '{{count}} أوقات',
      'times#other': 'ع {{count}}',
    });
    localStorage.clear();
  });
  afterEach(() => {
    READY_STRINGS.clear();
    former.forEach((strings, path) => READY_STRINGS.set(path, strings));
    localStorage.clear();
  });

  it('fills in values once, whatever characters they contain', () => {
    expect(say()('hello', { name: '{{name}} $&' })).toBe('Hello {{name}} $&, {{name}} $&!');
  });

  it('selects the plural form of the language, and formats the number', async () => {
    const t = say();
    expect(t('times', { count: 1 })).toBe('1 time');
    expect(t('times', { count: 2500 })).toBe('2,500 times');
    const texts = TestBed.inject(LanguageService);
    await texts.load(SCOPE);
    await texts.choose('ar');
    expect(t('times', { count: 3 })).toBe('3 أوقات');
    expect(t('times', { count: 100 })).toBe('ع 100');
  });

  it('sets the direction for Arabic and stores the choice', async () => {
    await TestBed.inject(LanguageService).choose('ar');
    expect(document.documentElement).toMatchObject({ lang: 'ar', dir: 'rtl' });
    expect(localStorage.getItem('eb.language')).toBe('ar');
    await TestBed.inject(LanguageService).choose('en');
    expect(document.documentElement).toMatchObject({ lang: 'en', dir: 'ltr' });
  });

  it('uses the expert’s language only without another preference', async () => {
    const texts = TestBed.inject(LanguageService);
    await texts.suggest('ar');
    expect(texts.language()).toBe('en');
  });
});
