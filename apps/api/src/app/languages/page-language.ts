import type { Language } from '@expertbook/contracts';
import { isLanguage } from '@expertbook/presentation';

/**
 * The language a visitor wants, of those the pages speak: the one in the address, else an earlier choice, else the browser's.
 * @param chosen `?lang=`
 * @param remembered the cookie `lang`
 * @param header Accept-Language (RFC 9110, 12.5.4)
 * @returns null when none of them is wanted
 */
export function askedLanguage(
  chosen: unknown,
  remembered: unknown,
  header: string | undefined,
): Language | null {
  for (const wish of [chosen, remembered]) {
    const name = typeof wish === 'string' ? wish.toLowerCase() : '';
    if (isLanguage(name)) return name;
  }
  if (!header) return null;
  const asked = header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return { name: range.split('-')[0] ?? '', quality: quality ? Number(quality.slice(2)) || 0 : 1 };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return asked.map(({ name }) => name).find(isLanguage) ?? null;
}
