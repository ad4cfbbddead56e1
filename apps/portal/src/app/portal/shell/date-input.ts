import type { LocalDate } from '@expertbook/contracts';

/**
 * Parses a typed date: `2027-01-04`, `4.1.2027`, `4.1.`, `4 jan`, `jan 4 2027`, with the months of `locale` or
 * English. Without a year it is the next such day from `today` on. Null for anything else.
 */
export function parseDateInput(text: string, today: LocalDate, locale: string): LocalDate | null {
  const plain = text.trim().toLowerCase();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain);
  if (iso) return real(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dots = /^(\d{1,2})\.\s?(\d{1,2})\.?\s?(\d{4})?$/.exec(plain);
  if (dots) return dated(Number(dots[1]), Number(dots[2]), dots[3], today);
  const words = /^(\d{1,2})?\.?\s*(?:de\s+)?(\p{L}{3,})\.?\s*(\d{1,2})?,?\s*(?:de\s+)?(\d{4})?$/u.exec(plain);
  if (!words) return null;
  const day = words[1] ?? words[3];
  const month = monthOf(words[2] ?? '', locale);
  return day && month && !(words[1] && words[3]) ? dated(Number(day), month, words[4], today) : null;
}

function dated(day: number, month: number, year: string | undefined, today: LocalDate): LocalDate | null {
  if (year) return real(Number(year), month, day);
  const present = Number(today.slice(0, 4));
  const soon = real(present, month, day);
  return soon && soon >= today ? soon : real(present + 1, month, day);
}

function real(year: number, month: number, day: number): LocalDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.toISOString().slice(0, 10)
    : null;
}

function monthOf(word: string, locale: string): number | null {
  for (const tag of [locale, 'en']) {
    const format = new Intl.DateTimeFormat(tag, { month: 'long', timeZone: 'UTC' });
    for (let month = 0; month < 12; month++) {
      if (
        format
          .format(Date.UTC(2027, month, 1))
          .toLowerCase()
          .startsWith(word)
      )
        return month + 1;
    }
  }
  return null;
}
