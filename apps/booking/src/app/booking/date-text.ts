import type { LocalDate } from '@expertbook/contracts';
import type { MonthKey } from '@expertbook/web-shared/ui/calendar-dates';
import { addMonths } from '@expertbook/web-shared/ui/calendar-dates';

/** Names of days and months. Dates are calendar keys here; formatting in UTC keeps the date unchanged. */

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    formats.set(key, found);
  }
  return found;
}

const noon = (date: LocalDate) => new Date(`${date}T12:00:00Z`);

/** `Tuesday 5 January 2027`. */
export function longDate(date: LocalDate, locale: string): string {
  return format(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
    noon(date),
  );
}

/** `Tuesday 5 January`, without the year. */
export function dayAndMonth(date: LocalDate, locale: string): string {
  return dayAndMonthFormat(locale).format(noon(date));
}

/** `Tuesday 5`, `Dienstag, 5.`: the beginning of {@link dayAndMonth}, for a heading below the month's name. */
export function dayAlone(date: LocalDate, locale: string): string {
  const parts = dayAndMonthFormat(locale).formatToParts(noon(date));
  const [weekday, between, day, end] = parts;
  if (weekday?.type !== 'weekday' || day?.type !== 'day')
    return `${weekdayName(date, locale, 'long')} ${Number(date.slice(8))}`;
  const dot = end?.type === 'literal' && end.value.startsWith('.') ? '.' : '';
  return `${weekday.value}${between?.value ?? ' '}${day.value}${dot}`;
}

function dayAndMonthFormat(locale: string): Intl.DateTimeFormat {
  return format(locale, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** `Tue 5 Jan`. */
export function shortDate(date: LocalDate, locale: string): string {
  return format(locale, { weekday: 'short', day: 'numeric', month: 'short' }).format(noon(date));
}

/** `January` and `2027`; with the next month `Jan – Feb` and `2027`, `Dec 2026 – Jan` and `2027`. */
export function monthTitle(
  month: MonthKey,
  locale: string,
  withNext = false,
): { month: string; year: string } {
  const year = month.slice(0, 4);
  if (!withNext) return { month: format(locale, { month: 'long' }).format(noon(`${month}-15`)), year };
  const next = addMonths(month, 1);
  const nextYear = next.slice(0, 4);
  const first = `${monthName(month, locale)}${nextYear === year ? '' : ` ${year}`}`;
  return { month: `${first} – ${monthName(next, locale)}`, year: nextYear };
}

/** `Jan`, of a date or a month. */
export function monthName(date: LocalDate | MonthKey, locale: string): string {
  return format(locale, { month: 'short' }).format(noon(`${date.slice(0, 7)}-15`));
}

/** Short Arabic names are whole words and too long for a column; the narrow ones replace them. */
export function weekdayName(date: LocalDate, locale: string, length: 'long' | 'short'): string {
  const weekday = length === 'short' && locale.startsWith('ar') ? 'narrow' : length;
  return format(locale, { weekday }).format(noon(date));
}
