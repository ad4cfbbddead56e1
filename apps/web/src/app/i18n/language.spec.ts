import { wishedLanguage } from './language';

describe('the language a visitor wants', () => {
  const browser = ['fr-CA', 'de-AT', 'en'];

  it('is the one in the address before the stored one before the browser’s', () => {
    expect(wishedLanguage({ asked: 'AR', stored: 'es', browser })).toBe('ar');
    expect(wishedLanguage({ asked: 'xx', stored: 'es', browser })).toBe('es');
    expect(wishedLanguage({ asked: null, stored: null, browser })).toBe('de');
  });

  it('is not known where nobody asks for one that we speak', () => {
    expect(wishedLanguage({ asked: null, stored: 42, browser: ['fr', 'it-CH'] })).toBeNull();
    expect(wishedLanguage({ asked: null, stored: null, browser: [] })).toBeNull();
  });
});
