import { accentsOf } from '@expertbook/presentation';

/** The accent colour of a mail on light and on dark paper: as text on the paper, and under the text of a button. */
export interface MailAccent {
  light: { color: string; on: string };
  dark: { color: string; on: string };
}

/** The product's. */
export const PRODUCT_ACCENT: MailAccent = {
  light: { color: '#0b5f52', on: '#ffffff' },
  dark: { color: '#8cd4c3', on: '#00201b' },
};

/**
 * An expert's colour (`#rrggbb`), adjusted until text in it is readable (WCAG 2.2 AA); the product's for any other
 * value.
 */
export function mailAccent(brandColor: string | null | undefined): MailAccent {
  const accents = brandColor ? accentsOf(brandColor) : null;
  if (!accents) return PRODUCT_ACCENT;
  const { light, dark } = accents;
  return {
    light: { color: light.primary, on: light.onPrimary },
    dark: { color: dark.primary, on: dark.onPrimary },
  };
}
