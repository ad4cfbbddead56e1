import type { Language } from '@expertbook/contracts';
import { isLanguage } from '@expertbook/presentation';

/**
 * The first available language of: the address, an earlier choice, the browser.
 * @param chosen `?lang=`
 * @param stored the cookie `lang`
 * @param header Accept-Language (RFC 9110, 12.5.4)
 * @returns null when none of them is available
 */
export function requestedLanguage(
  chosen: unknown,
  stored: unknown,
  header: string | undefined,
): Language | null {
  for (const value of [chosen, stored]) {
    const name = typeof value === 'string' ? value.toLowerCase() : '';
    if (isLanguage(name)) return name;
  }
  if (!header) return null;
  const requested = header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return { name: range.split('-')[0] ?? '', quality: quality ? Number(quality.slice(2)) || 0 : 1 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return requested.map(({ name }) => name).find(isLanguage) ?? null;
}
