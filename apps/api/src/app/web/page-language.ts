import type { Language } from '@expertbook/contracts';
import { LANGUAGES } from '@expertbook/contracts';

const isSpoken = (name: string): name is Language => (LANGUAGES as readonly string[]).includes(name);

/**
 * The language a visitor wants, of those the pages speak: the one in the address, else the browser's.
 * @param chosen `?lang=`
 * @param header Accept-Language (RFC 9110, 12.5.4)
 * @returns null when none of them is wanted
 */
export function askedLanguage(chosen: unknown, header: string | undefined): Language | null {
  if (typeof chosen === 'string' && isSpoken(chosen.toLowerCase())) return chosen.toLowerCase() as Language;
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
  return asked.map(({ name }) => name).find(isSpoken) ?? null;
}

/** Which way a language is written. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}
