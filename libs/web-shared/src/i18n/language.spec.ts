import { wishedLanguage } from './language';

describe('the preferred language of a visitor', () => {
  const browser = ['fr-CA', 'de-AT', 'en'];

  it('is taken from the address first, then from storage, then from the browser', () => {
    expect(wishedLanguage({ asked: 'AR', stored: 'es', browser })).toBe('ar');
    expect(wishedLanguage({ asked: 'xx', stored: 'es', browser })).toBe('es');
    expect(wishedLanguage({ asked: null, stored: null, browser })).toBe('de');
  });

  it('is unknown where no supported language is asked for', () => {
    expect(wishedLanguage({ asked: null, stored: 42, browser: ['fr', 'it-CH'] })).toBeNull();
    expect(wishedLanguage({ asked: null, stored: null, browser: [] })).toBeNull();
  });
});
