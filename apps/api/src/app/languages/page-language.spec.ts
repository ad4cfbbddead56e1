import { askedLanguage } from './page-language';

describe('the language of a page', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['fr-FR, es;q=0.4, en;q=0.6', 'en'],
    ['ar', 'ar'],
    ['en;q=0, es;q=0.1', 'es'],
    ['fr', null],
    ['*', null],
    [';;;q=,', null],
    [undefined, null],
  ])('of %p is %p', (header, language) => {
    expect(askedLanguage(undefined, undefined, header)).toBe(language);
  });

  it('is the one in the address before the chosen one before the browser’s, if it is spoken', () => {
    expect(askedLanguage('ES', 'ar', 'de')).toBe('es');
    expect(askedLanguage(undefined, 'ar', 'de')).toBe('ar');
    expect(askedLanguage('tlh', 'x', 'de')).toBe('de');
    expect(askedLanguage(['es', 'en'], undefined, 'de')).toBe('de');
  });
});
