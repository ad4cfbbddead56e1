import type { LocalDate } from '@expertbook/contracts';

/** Calendar arithmetic on `YYYY-MM-DD` and `YYYY-MM` keys, without zone and clock. */

/** A month key, `YYYY-MM`. */
export type MonthKey = string;

/** 0 = Sunday to 6 = Saturday, as `Date.getDay`. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const DAY_MS = 86_400_000;

export function isLocalDate(text: string | null | undefined): text is LocalDate {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

export function isMonthKey(text: string | null | undefined): text is MonthKey {
  return !!text && /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text);
}

export function monthOf(date: LocalDate): MonthKey {
  return date.slice(0, 7);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

export function addMonths(month: MonthKey, months: number): MonthKey {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** The same day `months` later; the last day of the month where that month is shorter. */
export function sameDayInMonth(date: LocalDate, months: number): LocalDate {
  const month = addMonths(monthOf(date), months);
  const day = Math.min(Number(date.slice(8, 10)), daysInMonth(month));
  return `${month}-${String(day).padStart(2, '0')}`;
}

export function daysInMonth(month: MonthKey): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
}

export function firstDay(month: MonthKey): LocalDate {
  return `${month}-01`;
}

export function lastDay(month: MonthKey): LocalDate {
  return `${month}-${daysInMonth(month)}`;
}

export function weekdayOf(date: LocalDate): Weekday {
  return new Date(`${date}T00:00:00Z`).getUTCDay() as Weekday;
}

/** Weeks of a month from its first weekday on; null pads the days of its neighbours. */
export function weeksOf(month: MonthKey, firstWeekday: number): (LocalDate | null)[][] {
  return weeksBetween(firstDay(month), lastDay(month), firstWeekday);
}

/** The weeks that hold the days from `first` to `last`, both inclusive; null pads what is outside. */
export function weeksBetween(
  first: LocalDate,
  last: LocalDate,
  firstWeekday: number,
): (LocalDate | null)[][] {
  const weeks: (LocalDate | null)[][] = [];
  for (let start = startOfWeek(first, firstWeekday); start <= last; start = addDays(start, 7)) {
    const days = Array.from({ length: 7 }, (_day, column) => addDays(start, column));
    weeks.push(days.map((day) => (day < first || day > last ? null : day)));
  }
  return weeks;
}

/** The first day of the week that a date lies in. */
export function startOfWeek(date: LocalDate, firstWeekday: number): LocalDate {
  return addDays(date, -((weekdayOf(date) - firstWeekday + 7) % 7));
}

/** True in the last seven days of a month: the calendar then shows the rest of it together with the next month. */
export function isLastWeek(month: MonthKey, today: LocalDate): boolean {
  return month === monthOf(today) && addDays(today, 7) > lastDay(month);
}

/**
 * Where a key moves the focus in a date grid (WAI-ARIA grid pattern): arrows by day and week, Home and End to the ends of
 * the week, PageUp and PageDown by a month, with Shift by a year. Null for every other key. `rtl` swaps left and right.
 */
export function dateForKey(
  date: LocalDate,
  key: string,
  { shift = false, firstWeekday, rtl = false }: { shift?: boolean; firstWeekday: number; rtl?: boolean },
): LocalDate | null {
  const column = (weekdayOf(date) - firstWeekday + 7) % 7;
  switch (key) {
    case 'ArrowLeft':
      return addDays(date, rtl ? 1 : -1);
    case 'ArrowRight':
      return addDays(date, rtl ? -1 : 1);
    case 'ArrowUp':
      return addDays(date, -7);
    case 'ArrowDown':
      return addDays(date, 7);
    case 'Home':
      return addDays(date, -column);
    case 'End':
      return addDays(date, 6 - column);
    case 'PageUp':
      return sameDayInMonth(date, shift ? -12 : -1);
    case 'PageDown':
      return sameDayInMonth(date, shift ? 12 : 1);
    default:
      return null;
  }
}
