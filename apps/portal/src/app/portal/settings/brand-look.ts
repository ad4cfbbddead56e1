import type { Accent } from '@expertbook/presentation/brand-colors';
import { accentsOf, contrastOf } from '@expertbook/presentation/brand-colors';

/** The product's own colour, used if none is chosen. */
export const OWN_COLOR = '#0b5f52';
/** Proposed colours. */
export const PRESETS = ['#0b5f52', '#2456c8', '#6d3fc0', '#b3265e', '#a8480f', '#2f6b2f', '#3f4a5a'] as const;

export interface BrandLook {
  theme: 'light' | 'dark';
  page: string;
  ink: string;
  accent: Accent;
  /** Contrast of the button's text on the button, 1 to 21 (WCAG 2.2). */
  contrast: number;
  /** The colour itself had too little contrast and was adjusted. */
  moved: boolean;
}

/** A colour as clients' pages show it, light and dark; null for a value that is no colour. */
export function brandLooks(color: string): [BrandLook, BrandLook] | null {
  const accents = accentsOf(color);
  if (!accents) return null;
  const look = (theme: 'light' | 'dark', page: string, ink: string): BrandLook => {
    const accent = accents[theme];
    return {
      theme,
      page,
      ink,
      accent,
      contrast: contrastOf(accent.primary, accent.onPrimary),
      moved: accent.primary !== color.toLowerCase(),
    };
  };
  return [look('light', '#ffffff', '#1c1b17'), look('dark', '#16130e', '#ece6dc')];
}
