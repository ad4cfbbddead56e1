import { directionOf, isLanguage } from './languages';

describe('a language', () => {
  it('that is Arabic is written from the right', () => {
    expect(directionOf('ar')).toBe('rtl');
    expect(directionOf('de')).toBe('ltr');
  });

  it('is one of those that the product speaks', () => {
    expect(['en', 'ar'].every(isLanguage)).toBe(true);
    expect(['fr', 'EN', '', null, 1].some(isLanguage)).toBe(false);
  });
});
