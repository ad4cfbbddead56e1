import { requestedLanguage } from './page-language';

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
    expect(requestedLanguage(undefined, undefined, header)).toBe(language);
  });

  it('is the first available one of address, choice and browser', () => {
    expect(requestedLanguage('ES', 'ar', 'de')).toBe('es');
    expect(requestedLanguage(undefined, 'ar', 'de')).toBe('ar');
    expect(requestedLanguage('tlh', 'x', 'de')).toBe('de');
    expect(requestedLanguage(['es', 'en'], undefined, 'de')).toBe('de');
  });
});
