import { SLUG_PATTERN } from '@expertbook/contracts';
import * as fc from 'fast-check';
import { slugOf } from './slug';

describe('slugOf', () => {
  it.each([
    ["Élodie's 30-minute call!", 'elodies-30-minute-call'],
    ['  Straße & Co  ', 'strasse-co'],
    ['---', ''],
  ])('turns "%s" into "%s"', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  it('is empty or a slug that the API accepts', () => {
    const pattern = new RegExp(SLUG_PATTERN);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
        const slug = slugOf(title);
        expect(slug === '' || pattern.test(slug)).toBe(true);
      }),
    );
  });
});
