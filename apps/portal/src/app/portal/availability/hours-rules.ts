import type { TimeRange, WeeklyHours } from '@expertbook/contracts';
import { GRID_MINUTES } from '@expertbook/contracts';
import type { Translator } from '@expertbook/web-shared/i18n/translator';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { firstWeekday } from '@expertbook/web-shared/ui/format-preferences';
import { minutesOf, timeOf, timeOfDayText } from '../../ui/time-of-day';

/** Validation and texts of a day's hours. */

type T = Translator<'portal-availability'>;

/** The error text of each range of a day, or null. Touching ranges are valid: they are merged. */
export function rangeProblems(ranges: readonly TimeRange[], t: T): (string | null)[] {
  return ranges.map((range, at) => {
    const start = minutesOf(range.start);
    const end = minutesOf(range.end);
    if (Number.isNaN(start) || Number.isNaN(end)) return t('range.unreadable');
    if (start % GRID_MINUTES || end % GRID_MINUTES) return t('range.grid', { minutes: GRID_MINUTES });
    if (end === start) return t('range.empty');
    if (end < start) return t('range.reversed');
    const other = overlapped(ranges, at);
    return other ? t('range.overlap', { range: rangeWords(other, t) }) : null;
  });
}

/** True when {@link rangeProblems} finds no error. */
export function validRanges(ranges: readonly TimeRange[]): boolean {
  return ranges.every((range, at) => {
    const [start, end] = [minutesOf(range.start), minutesOf(range.end)];
    return start < end && start % GRID_MINUTES === 0 && end % GRID_MINUTES === 0 && !overlapped(ranges, at);
  });
}

/** The earlier entry of the list that overlaps the one at `at`. */
function overlapped(ranges: readonly TimeRange[], at: number): TimeRange | undefined {
  const [start, end] = [minutesOf(ranges[at]?.start ?? ''), minutesOf(ranges[at]?.end ?? '')];
  return ranges.find((one, i) => i < at && minutesOf(one.start) < end && start < minutesOf(one.end));
}

export function sortedRanges(ranges: readonly TimeRange[]): TimeRange[] {
  return [...ranges].sort((a, b) => minutesOf(a.start) - minutesOf(b.start));
}

export const USUAL_RANGE: TimeRange = { start: '09:00', end: '17:00' };

/** Monday to Friday, 9 to 17. */
export const USUAL_WEEK: WeeklyHours = [0, 1, 2, 3, 4, 5, 6].map((day) =>
  day === 0 || day === 6 ? [] : [{ ...USUAL_RANGE }],
);

/**
 * The usual working days (0 = Sunday) of the visitor's region: Monday to Friday, in Egypt Sunday to Thursday.
 *
 * @param language with its region; the browser's own by default
 */
export function usualDays(language = navigator.language): number[] {
  const locale = new Intl.Locale(language) as Intl.Locale & {
    getWeekInfo?(): { weekend: readonly number[] };
    weekInfo?: { weekend: readonly number[] };
  };
  // There 7 is Sunday. Browsers without this data get Monday to Friday.
  const weekend = (locale.getWeekInfo?.() ?? locale.weekInfo)?.weekend ?? [6, 7];
  return [0, 1, 2, 3, 4, 5, 6].filter((day) => !weekend.includes(day || 7));
}

/** Another range that fits: an hour after the last one, else an hour before the first; null when the day is full. */
export function furtherRange(ranges: readonly TimeRange[]): TimeRange | null {
  const sorted = sortedRanges(ranges.filter((range) => !Number.isNaN(minutesOf(range.end))));
  const last = sorted.at(-1);
  const first = sorted[0];
  if (!last || !first) return { ...USUAL_RANGE };
  const start = Math.min(minutesOf(last.end) + 60, 1440);
  if (start < 1440) return { start: timeOf(start), end: timeOf(Math.min(start + 60, 1440)) };
  const end = minutesOf(first.start) - 60;
  return end > 0 ? { start: timeOf(Math.max(0, end - 60)), end: timeOf(end) } : null;
}

/** `9:00 AM – 5:00 PM`, `6:00 PM – midnight`, `all day`; without a line break at the dash. */
export function rangeWords({ start, end }: TimeRange, t: T): string {
  if (start === '00:00' && end === '24:00') return t('allDay');
  const until = end === '24:00' ? t('midnight') : timeOfDayText(end);
  return `${timeOfDayText(start)}\u00a0–\u2060\u00a0${until}`;
}

/** A day's ranges in one line; empty without any. */
export function dayWords(ranges: readonly TimeRange[], t: T): string {
  return ranges.map((range) => rangeWords(range, t)).join(t('comma'));
}

/** Days of a week with the same hours. */
export interface WeekLine {
  days: string;
  hours: string;
}

/** A week in few lines: `Mon – Fri` with `9:00 – 17:00`, `Sat` with `10:00 – 14:00`. Days without hours are omitted. */
export function weekLines(weekly: WeeklyHours, t: T, locale = dateLocale()): WeekLine[] {
  const order = weekOrder(locale);
  const names = weekdayNames('short', locale);
  const groups: { days: number[]; hours: string }[] = [];
  for (const day of order) {
    const hours = dayWords(weekly[day] ?? [], t);
    if (!hours) continue;
    const group = groups.find((one) => one.hours === hours);
    if (group) group.days.push(day);
    else groups.push({ days: [day], hours });
  }
  return groups.map(({ days, hours }) => ({ days: daysWords(days, order, names, t), hours }));
}

function daysWords(
  days: readonly number[],
  order: readonly number[],
  names: readonly string[],
  t: T,
): string {
  const places = days.map((day) => order.indexOf(day));
  const name = (day: number | undefined) => names[day ?? 0] ?? '';
  const inARow = places.every((place, i) => i === 0 || place === (places[i - 1] ?? 0) + 1);
  return inARow && days.length > 2
    ? `${name(days[0])} – ${name(days.at(-1))}`
    : days.map(name).join(t('comma'));
}

/** The weekdays (0 = Sunday) in the order of the visitor's region. */
export function weekOrder(locale = dateLocale()): number[] {
  const first = firstWeekday(locale);
  return [0, 1, 2, 3, 4, 5, 6].map((day) => (day + first) % 7);
}

/** Names by weekday, index 0 = Sunday. */
export function weekdayNames(width: 'long' | 'short' | 'narrow', locale = dateLocale()): string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' });
  // 4 January 1970 was a Sunday.
  return [0, 1, 2, 3, 4, 5, 6].map((day) => format.format(new Date(Date.UTC(1970, 0, 4 + day))));
}
