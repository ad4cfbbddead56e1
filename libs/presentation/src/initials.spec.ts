import { initialsOf, tintOf } from './initials';

describe('initials', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['Dr. Ada von Lovelace', 'AL'],
    ['ludwig van', 'LV'],
    ['Prof. Dr.', 'PD'],
    ['ada', 'A'],
    ['  Åsa  Öberg ', 'ÅÖ'],
    ['𝒜da 𝓛', '𝒜𝓛'],
    ['أمينة القاسم', 'أا'],
    ['', ''],
  ])('of %p are %p', (name, letters) => {
    expect(initialsOf(name)).toBe(letters);
  });

  it('have a hue of the name', () => {
    for (const name of ['', 'Ada Lovelace', '𝒜da']) {
      expect(tintOf(name)).toBeGreaterThanOrEqual(0);
      expect(tintOf(name)).toBeLessThan(360);
    }
    expect(tintOf('Ada Lovelace')).not.toBe(tintOf('Ada Lovelact'));
  });
});
