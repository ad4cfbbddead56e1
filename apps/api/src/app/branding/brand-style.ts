/*
 * An expert's colour as the accent of the page, before the application is there. The same arithmetic as the application's
 * (`apps/web/src/app/ui/brand.ts`), which cannot be shared across the boundary; a browser test holds them together.
 */

type Rgb = readonly [red: number, green: number, blue: number];

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
/** The lightest dark and the darkest light surface under text in the accent colour. */
const DARK_SURFACE: Rgb = [56, 52, 46];
const LIGHT_SURFACE: Rgb = [239, 231, 221];
/** WCAG 2.2, 1.4.3. */
const READABLE = 4.5;
const STEPS = 50;

/** CSS declarations for the document's root; empty without a colour (`#rrggbb`). */
export function brandStyle(color: string | null): string {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color ?? '')?.slice(1);
  if (!digits) return '';
  const brand = digits.map((pair) => Number.parseInt(pair, 16)) as unknown as Rgb;
  const light = mix(brand, WHITE, 0.84);
  const dark = mix(brand, BLACK, 0.62);
  const accents: [name: string, light: Rgb, dark: Rgb][] = [
    ['primary', readable(brand, BLACK, LIGHT_SURFACE), readable(brand, WHITE, DARK_SURFACE)],
    ['on-primary', WHITE, BLACK],
    ['primary-container', light, dark],
    [
      'on-primary-container',
      readable(brand, BLACK, light, READABLE + 1),
      readable(brand, WHITE, dark, READABLE + 1),
    ],
  ];
  return accents
    .map(([name, byDay, byNight]) => `--mat-sys-${name}:light-dark(${hex(byDay)},${hex(byNight)})`)
    .join(';');
}

/**
 * The accent colour for light and for dark paper, with the text colour that is readable on it; null for an invalid
 * colour.
 */
export function accentsOf(color: string): Record<'light' | 'dark', { color: string; on: string }> | null {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color)?.slice(1);
  if (!digits) return null;
  const brand = digits.map((pair) => Number.parseInt(pair, 16)) as unknown as Rgb;
  return {
    light: { color: hex(readable(brand, BLACK, LIGHT_SURFACE)), on: hex(WHITE) },
    dark: { color: hex(readable(brand, WHITE, DARK_SURFACE)), on: hex(BLACK) },
  };
}

/** The first colour between two that is readable on a surface. */
function readable(from: Rgb, to: Rgb, surface: Rgb, ratio = READABLE): Rgb {
  for (let step = 0; step < STEPS; step++) {
    const color = mix(from, to, step / STEPS);
    if (contrast(color, surface) >= ratio) return color;
  }
  return to;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return from.map((value, index) => Math.round(value + ((to[index] ?? 0) - value) * share)) as unknown as Rgb;
}

/** WCAG 2.2, "contrast ratio". */
function contrast(a: Rgb, b: Rgb): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function hex(color: Rgb): string {
  return `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
