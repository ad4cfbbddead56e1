import type { LocalTime, TimeRange } from '@expertbook/contracts';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { hourDigits, lowerCaseDayPeriods } from '@expertbook/web-shared/ui/format-preferences';

/** Wall-clock times: parsing and formatting. */

const DAY = 1440;
const NOON = new Set(['noon', 'mittag', 'mittags', 'mediodía', 'الظهر']);
const MIDNIGHT = new Set(['midnight', 'mitternacht', 'medianoche', 'منتصف الليل']);

/** Minutes since midnight, 0 to 1440; NaN for a text that is no `HH:mm`. */
export function minutesOf(time: LocalTime): number {
  const match = /^(\d{2}):(\d{2})$/.exec(time);
  return match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
}

/** True for `HH:mm`, the only format that {@link parseTime} returns. */
export function isTime(text: string): boolean {
  return !Number.isNaN(minutesOf(text));
}

/** `HH:mm`, `24:00` for 1440. */
export function timeOf(minutes: number): LocalTime {
  const clamped = Math.max(0, Math.min(DAY, minutes));
  return `${String(Math.floor(clamped / 60)).padStart(2, '0')}:${String(clamped % 60).padStart(2, '0')}`;
}

/**
 * Reads `9`, `930`, `9:30`, `9.30`, `9h30`, `9 pm`, `9:30 a. m.`, `9:30 ص`, `21:30`, `noon` and `midnight` in each
 * language. As an end, midnight is `24:00`. Null for anything else.
 */
export function parseTime(text: string, asEnd = false): LocalTime | null {
  const plain = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\u202f\u00a0]/g, ' ')
    .replaceAll(/[\u200e\u200f\u061c]/g, '');
  if (NOON.has(plain)) return '12:00';
  if (MIDNIGHT.has(plain)) return asEnd ? '24:00' : '00:00';
  const match = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2})|(\d{2}))?\s*([ap]\.?(?:\s?m\.?)?|[صم])?$/.exec(plain);
  if (!match) return null;
  const half = match[4]?.[0];
  let hours = Number(match[1]);
  const minutes = Number(match[2] ?? match[3] ?? 0);
  if (half) {
    if (hours < 1 || hours > 12) return null;
    hours = (hours % 12) + (half === 'p' || half === 'م' ? 12 : 0);
  }
  const total = hours * 60 + minutes;
  if (minutes > 59 || total > DAY) return null;
  if (asEnd && total === 0) return '24:00';
  return total === DAY && !asEnd ? '00:00' : timeOf(total);
}

const texts = new Map<string, string>();

/** `9:30 am` or `09:30`, by the locale; a text that is no time is returned unchanged. */
export function timeOfDayText(time: LocalTime, locale = dateLocale()): string {
  const minutes = minutesOf(time);
  if (Number.isNaN(minutes)) return time;
  const key = `${time} ${locale}`;
  const known = texts.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(locale, {
    hour: hourDigits(locale),
    minute: '2-digit',
    timeZone: 'UTC',
  });
  const twelve = format.resolvedOptions().hour12;
  const text =
    minutes === DAY && !twelve
      ? '24:00'
      : lowerCaseDayPeriods(format.format(new Date(minutes * 60_000)), locale);
  texts.set(key, text);
  return text;
}

/** An hour on the axis of a calendar: `9 am` or `09:00`. */
export function hourText(hour: number): string {
  if (hourDigits() === '2-digit') return timeOfDayText(timeOf(hour * 60));
  const format = new Intl.DateTimeFormat(dateLocale(), { hour: 'numeric', timeZone: 'UTC' });
  return lowerCaseDayPeriods(format.format(hour * 3_600_000));
}

/** Words for a whole day and for midnight in the current language. */
export interface RangeWords {
  allDay: string;
  midnight: string;
}

/** `9:00 am – 5:00 pm`, `6:00 pm – midnight`, `all day`; without a line break at the dash. */
export function rangeText({ start, end }: TimeRange, { allDay, midnight }: RangeWords): string {
  if (start === '00:00' && end === '24:00') return allDay;
  return `${timeOfDayText(start)}\u00a0–\u2060\u00a0${end === '24:00' ? midnight : timeOfDayText(end)}`;
}
