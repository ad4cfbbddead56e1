import fc from 'fast-check';
import { accentsOf, contrastOf, showBrand } from './brand';

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('an expert’s colour', () => {
  it('keeps enough contrast in both themes, on itself and on the page, for every colour', () => {
    fc.assert(
      fc.property(color, (brand) => {
        const { light, dark } = accentsOf(brand) ?? fail(brand);
        for (const accent of [light, dark]) {
          expect(contrastOf(accent.primary, accent.onPrimary)).toBeGreaterThanOrEqual(4.5);
          expect(contrastOf(accent.container, accent.onContainer)).toBeGreaterThanOrEqual(4.5);
        }
        expect(contrastOf(light.primary, '#ffffff')).toBeGreaterThanOrEqual(4.5);
        expect(contrastOf(dark.primary, '#16130e')).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it('stays unchanged where its contrast is sufficient', () => {
    expect(accentsOf('#0b5f52')?.light.primary).toBe('#0b5f52');
  });

  it('is ignored when it is not a colour, and can be removed again', () => {
    expect(accentsOf('red; background: url(x)')).toBeNull();
    const { style } = document.documentElement;
    showBrand('#3366cc', 'calm');
    expect(document.documentElement.dataset['look']).toBe('calm');
    expect(style.getPropertyValue('--mat-sys-primary')).toMatch(/^light-dark\(#/);
    showBrand(null, 'classic');
    expect(document.documentElement.dataset['look']).toBeUndefined();
    expect(style.getPropertyValue('--mat-sys-primary')).toBe('');
  });
});

function fail(brand: string): never {
  throw new Error(`no accents of ${brand}`);
}
