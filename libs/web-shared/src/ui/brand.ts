import type { ProfileLook } from '@expertbook/contracts';
import { brandVariables } from '@expertbook/presentation/brand-colors';

/** Shows an expert's colour and look on the page; null shows the product's own colour. */
export function showBrand(color: string | null, look: ProfileLook = 'classic'): void {
  const { dataset, style } = document.documentElement;
  if (look === 'classic') delete dataset['look'];
  else dataset['look'] = look;
  for (const [name, value] of brandVariables(color)) style.setProperty(name, value);
}
