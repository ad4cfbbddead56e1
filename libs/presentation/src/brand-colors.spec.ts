import fc from 'fast-check';
import { accentsOf, brandStyle, contrastOf } from './brand-colors';

/** WCAG 2.2, "relative luminance". */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
}

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('the colour of an expert', () => {
  it('is readable as text and under text, on light and dark paper', () => {
    fc.assert(
      fc.property(color, (brand) => {
        const accents = new Map(
          [...brandStyle(brand).matchAll(/--mat-sys-([a-z-]+):light-dark\((#\w{6}),(#\w{6})\)/g)].map(
            ([, name, ...colors]) => [name, colors],
          ),
        );
        expect(accents.size).toBe(4);
        for (const theme of [0, 1]) {
          const of = (name: string) => accents.get(name)?.[theme] ?? '';
          expect(contrast(of('primary'), of('on-primary'))).toBeGreaterThanOrEqual(4.5);
          expect(contrast(of('primary-container'), of('on-primary-container'))).toBeGreaterThanOrEqual(4.5);
          expect(contrast(of('primary'), theme === 0 ? '#efe7dd' : '#38342e')).toBeGreaterThanOrEqual(4.5);
        }
      }),
    );
  });

  it.each([null, '', 'red', '#12345', '#123456;color:red'])("is the product's for %p", (value) => {
    expect(brandStyle(value)).toBe('');
  });

  it('has the accents of its style, readable on the pages themselves too', () => {
    fc.assert(
      fc.property(color, (brand) => {
        const { light, dark } = accentsOf(brand) ?? fail(brand);
        for (const accent of [light, dark]) {
          expect(contrastOf(accent.primary, accent.onPrimary)).toBeGreaterThanOrEqual(4.5);
          expect(contrastOf(accent.container, accent.onContainer)).toBeGreaterThanOrEqual(4.5);
        }
        expect(contrastOf(light.primary, '#ffffff')).toBeGreaterThanOrEqual(4.5);
        expect(contrastOf(dark.primary, '#16130e')).toBeGreaterThanOrEqual(4.5);
        expect(brandStyle(brand)).toContain(
          `--mat-sys-primary:light-dark(${light.primary},${dark.primary});`,
        );
      }),
    );
  });

  it('stays what it is where it can be read already', () => {
    expect(accentsOf('#0b5f52')?.light.primary).toBe('#0b5f52');
    expect(accentsOf('red; background: url(x)')).toBeNull();
  });
});

function fail(brand: string): never {
  throw new Error(`no accents of ${brand}`);
}
