import { AccountBreakers } from './account-breakers';

describe('breakers of accounts', () => {
  it('keep an account that does not respond from being asked, and no other', () => {
    const breakers = new AccountBreakers();
    for (let i = 0; i < 3; i++) {
      expect(breakers.admits('a', 0)).toBe(true);
      breakers.failed('a', 0, null);
    }
    expect(breakers.admits('a', 500)).toBe(false);
    expect(breakers.admits('b', 500)).toBe(true);
    // One probe at a time.
    expect(breakers.admits('a', 1001)).toBe(true);
    expect(breakers.admits('a', 1001)).toBe(false);
    breakers.undecided('a');
    expect(breakers.admits('a', 1002)).toBe(true);
    expect(breakers.answered('a')).toBe(true);
    expect(breakers.admits('a', 1003)).toBe(true);
    expect(breakers.answered('a')).toBe(false);
  });

  it('wait as long as a provider asks for', () => {
    const breakers = new AccountBreakers();
    breakers.failed('a', 0, 60_000);
    expect(breakers.admits('a', 59_999)).toBe(false);
    expect(breakers.admits('a', 60_000)).toBe(true);
  });
});
