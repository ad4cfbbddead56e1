import { accentsOf } from '@expertbook/presentation';

/** The accent of a mail on light and on dark paper: as text on the paper, and under the words of a button. */
export interface MailAccent {
  light: { color: string; on: string };
  dark: { color: string; on: string };
}

/** The product's own. */
export const OWN_ACCENT: MailAccent = {
  light: { color: '#0b5f52', on: '#ffffff' },
  dark: { color: '#8cd4c3', on: '#00201b' },
};

/** An expert's colour (`#rrggbb`), moved as far as reading needs (WCAG 2.2 AA); the product's own for anything else. */
export function mailAccent(brandColor: string | null | undefined): MailAccent {
  const accents = brandColor ? accentsOf(brandColor) : null;
  if (!accents) return OWN_ACCENT;
  const { light, dark } = accents;
  return {
    light: { color: light.primary, on: light.onPrimary },
    dark: { color: dark.primary, on: dark.onPrimary },
  };
}
