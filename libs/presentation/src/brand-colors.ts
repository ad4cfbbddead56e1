/** A brand colour on one paper. All values are `#rrggbb`. */
export interface Accent {
  primary: string;
  onPrimary: string;
  container: string;
  onContainer: string;
}

type Rgb = readonly [red: number, green: number, blue: number];

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
/** The lightest dark and the darkest light surface behind the accent as text. */
const DARK_SURFACE: Rgb = [56, 52, 46];
const LIGHT_SURFACE: Rgb = [239, 231, 221];
/** WCAG 2.2, 1.4.3. */
const READABLE = 4.5;
const STEPS = 50;

const VARIABLES = {
  primary: 'primary',
  onPrimary: 'on-primary',
  container: 'primary-container',
  onContainer: 'on-primary-container',
} as const satisfies Record<keyof Accent, string>;

/**
 * An expert's colour as accents of light and dark pages, changed until it is readable there (WCAG 2.2 AA).
 *
 * @param color `#rrggbb`; null for anything else
 */
export function accentsOf(color: string): { light: Accent; dark: Accent } | null {
  if (!/^#[0-9a-f]{6}$/i.test(color)) return null;
  const brand = rgbOf(color);
  const accent = (away: Rgb, on: Rgb, surface: Rgb, container: Rgb): Accent => ({
    primary: hex(readable(brand, away, surface)),
    onPrimary: hex(on),
    container: hex(container),
    onContainer: hex(readable(brand, away, container, READABLE + 1)),
  });
  return {
    light: accent(BLACK, WHITE, LIGHT_SURFACE, mix(brand, WHITE, 0.84)),
    dark: accent(WHITE, BLACK, DARK_SURFACE, mix(brand, BLACK, 0.62)),
  };
}

/**
 * The CSS variables that a page takes its accent from, with their values. Without a colour the values are empty, which
 * leaves the product's own colour.
 *
 * @param color `#rrggbb`
 */
export function brandVariables(color: string | null): [name: string, value: string][] {
  const accents = color ? accentsOf(color) : null;
  return (Object.keys(VARIABLES) as (keyof Accent)[]).map((part) => [
    `--mat-sys-${VARIABLES[part]}`,
    accents ? `light-dark(${accents.light[part]},${accents.dark[part]})` : '',
  ]);
}

/** {@link brandVariables} as CSS declarations for the document's root; empty without a colour. */
export function brandStyle(color: string | null): string {
  return brandVariables(color)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}:${value}`)
    .join(';');
}

/** The contrast ratio of two colours (`#rrggbb`), 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrastOf(a: string, b: string): number {
  return contrast(rgbOf(a), rgbOf(b));
}

/** The first colour on the way from one to another that can be read on a surface. */
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

function contrast(a: Rgb, b: Rgb): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 2.2, "relative luminance". */
function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function rgbOf(color: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as unknown as Rgb;
}

function hex(color: Rgb): string {
  return `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
