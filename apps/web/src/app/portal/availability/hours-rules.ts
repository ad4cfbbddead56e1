import type { TimeRange, WeeklyHours } from '@expertbook/contracts';
import { GRID_MINUTES } from '@expertbook/contracts';
import { dateLocale } from '../../ui/locale';
import { minutesOf, rangeText, timeOf } from '../../ui/time-of-day';

/** What may stand in a day's hours, in words. */

/** For each range of a day the sentence that refuses it, or null. Touching ranges are fine, they become one. */
export function rangeProblems(ranges: readonly TimeRange[]): (string | null)[] {
  return ranges.map((range, at) => {
    const start = minutesOf(range.start);
    const end = minutesOf(range.end);
    if (Number.isNaN(start) || Number.isNaN(end)) return 'Enter a time, for example 9:30.';
    if (start % GRID_MINUTES || end % GRID_MINUTES) return `Use steps of ${GRID_MINUTES} minutes.`;
    if (end === start) return 'Start and end are the same.';
    if (end < start) {
      return 'The end is before the start. For hours past midnight, end at midnight and go on the next day.';
    }
    const other = ranges.find((one, i) => i < at && minutesOf(one.start) < end && start < minutesOf(one.end));
    return other ? `This overlaps ${rangeText(other)}.` : null;
  });
}

export function validRanges(ranges: readonly TimeRange[]): boolean {
  return rangeProblems(ranges).every((problem) => problem === null);
}

export function sortedRanges(ranges: readonly TimeRange[]): TimeRange[] {
  return [...ranges].sort((a, b) => minutesOf(a.start) - minutesOf(b.start));
}

export const USUAL_RANGE: TimeRange = { start: '09:00', end: '17:00' };

/** Monday to Friday, 9 to 17. */
export const USUAL_WEEK: WeeklyHours = [0, 1, 2, 3, 4, 5, 6].map((day) =>
  day === 0 || day === 6 ? [] : [{ ...USUAL_RANGE }],
);

/** A further range that fits: an hour after the last one, else an hour before the first; null when the day is full. */
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

/** A week in one line: `Mon – Fri, 9:00 – 17:00; Sat, 10:00 – 14:00`. Days with the same hours are put together. */
export function weekText(weekly: WeeklyHours, locale = dateLocale()): string {
  const names = weekdayNames('short', locale);
  const groups: { days: number[]; hours: string }[] = [];
  for (const day of [1, 2, 3, 4, 5, 6, 0]) {
    const hours = (weekly[day] ?? []).map(rangeText).join(', ');
    if (!hours) continue;
    const group = groups.find((one) => one.hours === hours);
    if (group) group.days.push(day);
    else groups.push({ days: [day], hours });
  }
  return groups.map(({ days, hours }) => `${daysText(days, names)}, ${hours}`).join('; ') || 'No hours yet';
}

function daysText(days: readonly number[], names: readonly string[]): string {
  const order = days.map((day) => (day + 6) % 7);
  const name = (day: number | undefined) => names[day ?? 0] ?? '';
  const inARow = order.every((place, i) => i === 0 || place === (order[i - 1] ?? 0) + 1);
  return inARow && days.length > 2 ? `${name(days[0])} – ${name(days.at(-1))}` : days.map(name).join(', ');
}

/** Names by weekday, index 0 = Sunday. */
export function weekdayNames(width: 'long' | 'short', locale = dateLocale()): string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' });
  // 4 January 1970 was a Sunday.
  return [0, 1, 2, 3, 4, 5, 6].map((day) => format.format(new Date(Date.UTC(1970, 0, 4 + day))));
}
