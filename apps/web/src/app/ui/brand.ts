/** An expert's colour as the accent of the public pages, adjusted as far as the contrast of WCAG 2.2 AA needs. */

import type { ProfileLook } from '@expertbook/contracts';

export interface Accent {
  primary: string;
  onPrimary: string;
  container: string;
  onContainer: string;
}

type Rgb = readonly [red: number, green: number, blue: number];

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];
/** The lightest dark surface and the darkest light surface behind accent text. */
const DARK_SURFACE: Rgb = [56, 52, 46];
const LIGHT_SURFACE: Rgb = [239, 231, 221];
const READABLE = 4.5;
const STEPS = 50;

/** `#rrggbb` as accents of the light and the dark theme; null for anything else. */
export function accentsOf(color: string): { light: Accent; dark: Accent } | null {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color)?.slice(1);
  if (!digits) return null;
  const brand = digits.map((pair) => Number.parseInt(pair, 16)) as unknown as Rgb;
  const lightContainer = mix(brand, WHITE, 0.84);
  const darkContainer = mix(brand, BLACK, 0.62);
  return {
    light: {
      primary: hex(until(brand, BLACK, (one) => contrast(one, LIGHT_SURFACE) >= READABLE)),
      onPrimary: hex(WHITE),
      container: hex(lightContainer),
      onContainer: hex(until(brand, BLACK, (one) => contrast(one, lightContainer) >= READABLE + 1)),
    },
    dark: {
      primary: hex(until(brand, WHITE, (one) => contrast(one, DARK_SURFACE) >= READABLE)),
      onPrimary: hex(BLACK),
      container: hex(darkContainer),
      onContainer: hex(until(brand, WHITE, (one) => contrast(one, darkContainer) >= READABLE + 1)),
    },
  };
}

/** Shows an expert's colour and look on the page; null shows the product's own colour. */
export function showBrand(color: string | null, look: ProfileLook = 'classic'): void {
  const { dataset, style } = document.documentElement;
  if (look === 'classic') delete dataset['look'];
  else dataset['look'] = look;
  const accents = color ? accentsOf(color) : null;
  const names = { primary: '', onPrimary: 'on-', container: '', onContainer: 'on-' } as const;
  for (const [part, prefix] of Object.entries(names) as [keyof Accent, string][]) {
    const name = `--mat-sys-${prefix}primary${part.toLowerCase().includes('container') ? '-container' : ''}`;
    if (accents) style.setProperty(name, `light-dark(${accents.light[part]}, ${accents.dark[part]})`);
    else style.removeProperty(name);
  }
}

/** The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrastOf(a: string, b: string): number {
  const rgb = (color: string) =>
    [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as unknown as Rgb;
  return contrast(rgb(a), rgb(b));
}

function until(from: Rgb, to: Rgb, enough: (color: Rgb) => boolean): Rgb {
  for (let step = 0; step < STEPS; step++) {
    const color = mix(from, to, step / STEPS);
    if (enough(color)) return color;
  }
  return to;
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return from.map((value, index) => Math.round(value + ((to[index] ?? 0) - value) * share)) as unknown as Rgb;
}

function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((one, other) => other - one) as [number, number];
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
