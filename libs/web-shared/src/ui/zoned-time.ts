import type { IsoInstant, LocalDate, TimeZoneName } from '@expertbook/contracts';

import { dateLocale } from '../platform/locale';
import { hourDigits, lowerCaseDayPeriods } from './format-preferences';
import { addDays } from './calendar-dates';
import { comma } from './comma';

export { cityOf } from '@expertbook/contracts';

/** Instants as texts, in a given zone and the current locale. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** An unknown zone falls back to UTC, so that the page still works. */
function format(
  zone: TimeZoneName,
  options: Intl.DateTimeFormatOptions,
  locale = dateLocale(),
): Intl.DateTimeFormat {
  const key = JSON.stringify([zone, options, locale]);
  let found = formats.get(key);
  if (!found) {
    try {
      found = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
    } catch {
      found = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    }
    formats.set(key, found);
  }
  return found;
}

/** The calendar day of an instant in `zone`, `YYYY-MM-DD`. */
export function localDateOf(instant: IsoInstant | Date, zone: TimeZoneName): LocalDate {
  const parts = format(
    zone,
    { year: 'numeric', month: '2-digit', day: '2-digit', calendar: 'gregory', numberingSystem: 'latn' },
    'en-US',
  ).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** `9:30 am` or `09:30`, by the locale. */
export function timeText(instant: IsoInstant | Date, zone: TimeZoneName): string {
  return lowerCaseDayPeriods(
    format(zone, { hour: hourDigits(), minute: '2-digit' }).format(new Date(instant)),
  );
}

/** `9:30 – 10:00 am`. The dash has spaces in every language, as in mails and on clients' pages. */
export function timeRangeText(start: IsoInstant, end: IsoInstant, zone: TimeZoneName): string {
  const digits = hourDigits();
  const parts = format(zone, { hour: digits, minute: '2-digit' }).formatRangeToParts(
    new Date(start),
    new Date(end),
  );
  // `Intl` has separate patterns for ranges: the Spanish one drops the zero of a single time.
  const text = parts
    .map(({ type, value }) => (type === 'hour' && digits === '2-digit' ? value.padStart(2, '0') : value))
    .join('');
  return lowerCaseDayPeriods(text).replace(/\s*–\s*/, ' – ');
}

/** `Monday, January 4`, with the year when it is not the current one. */
export function dayText(date: LocalDate, today: LocalDate): string {
  const sameYear = date.slice(0, 4) === today.slice(0, 4);
  return format('UTC', {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(new Date(`${date}T12:00:00Z`));
}

/** `Today`, `Tomorrow`, `Yesterday` in the current language, or null on other days; for the beginning of a line. */
export function nearDayText(date: LocalDate, today: LocalDate): string | null {
  const text = nearDayWord(date, today);
  return text && text.charAt(0).toLocaleUpperCase(dateLocale()) + text.slice(1);
}

/** `today`, `tomorrow`, `yesterday` or `4 Jan 2027`, for the middle of a sentence. */
export function dayInSentence(date: LocalDate, today: LocalDate): string {
  return nearDayWord(date, today) ?? shortDateText(date);
}

function nearDayWord(date: LocalDate, today: LocalDate): string | null {
  const days = [0, 1, -1].find((away) => date === addDays(today, away));
  if (days === undefined) return null;
  return new Intl.RelativeTimeFormat(dateLocale(), { numeric: 'auto' }).format(days, 'day');
}

/** `Mon`. */
export function weekdayText(date: LocalDate): string {
  return format('UTC', { weekday: 'short' }).format(new Date(`${date}T12:00:00Z`));
}

/** `Jan 4, 2027`. */
export function shortDateText(date: LocalDate): string {
  return format('UTC', { month: 'short', day: 'numeric', year: 'numeric' }).format(
    new Date(`${date}T12:00:00Z`),
  );
}

/** `4 – 10 Jan 2027`; the common parts of two dates are written once. */
export function dateRangeText(first: LocalDate, last: LocalDate): string {
  const dates = format('UTC', { month: 'short', day: 'numeric', year: 'numeric' });
  return dates.formatRange(new Date(`${first}T12:00:00Z`), new Date(`${last}T12:00:00Z`));
}

/** `Monday, January 4, 2027, 9:30 – 10:00 am`; without a line break at the dash. */
export function fullRangeText(start: IsoInstant, end: IsoInstant, zone: TimeZoneName): string {
  const day = format(zone, { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
  const hours = timeRangeText(start, end, zone).replace(' – ', '\u00a0\u2060–\u2060\u00a0');
  return `${day.format(new Date(start))}${comma()}${hours}`;
}

/** `GMT+1`, the zone's offset at that instant in the current locale. */
export function offsetText(instant: IsoInstant | Date, zone: TimeZoneName): string {
  const parts = format(zone, { timeZoneName: 'shortOffset' }, 'en-US').formatToParts(new Date(instant));
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

/** `in 25 minutes`, `in 3 hours`, `in 2 days`, `now` while between start and end, `ended` afterwards. */
export function relativeText(start: IsoInstant, end: IsoInstant, now: Date): string {
  const minutes = Math.ceil((Date.parse(start) - now.getTime()) / 60_000);
  if (minutes <= 0) return now.getTime() < Date.parse(end) ? 'now' : 'ended';
  const relative = new Intl.RelativeTimeFormat(dateLocale(), { numeric: 'always' });
  if (minutes < 60) return relative.format(minutes, 'minute');
  if (minutes < 48 * 60) return relative.format(Math.round(minutes / 60), 'hour');
  return relative.format(Math.round(minutes / 1440), 'day');
}
