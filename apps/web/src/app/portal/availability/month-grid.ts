import type { LocalDate } from '@expertbook/contracts';
import { plusDays } from '../../ui/zoned-time';

/** A month as a grid of dates, `YYYY-MM`. Only the calendar, no zone and no clock. */

/** Weeks of seven from `firstWeekday` (0 = Sunday) on; null where a neighbour's days would stand. */
export function monthWeeks(month: string, firstWeekday: number): (LocalDate | null)[][] {
  const first = `${month}-01`;
  const lead = (weekday(first) - firstWeekday + 7) % 7;
  const weeks: (LocalDate | null)[][] = [];
  for (let day = plusDays(first, -lead); day.slice(0, 7) <= month; day = plusDays(day, 7)) {
    weeks.push(
      Array.from({ length: 7 }, (_, i) => plusDays(day, i)).map((date) =>
        date.startsWith(month) ? date : null,
      ),
    );
  }
  return weeks;
}

export function plusMonths(month: string, months: number): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 7);
}

/**
 * Where a key leads in a date grid: arrows by day and week, Home and End to the ends of the week, PageUp and PageDown by a
 * month (the last day where that one is shorter). Null for other keys. `rtl` swaps left and right.
 */
export function keyedDate(
  date: LocalDate,
  key: string,
  firstWeekday: number,
  rtl: boolean,
): LocalDate | null {
  const column = (weekday(date) - firstWeekday + 7) % 7;
  switch (key) {
    case 'ArrowLeft':
      return plusDays(date, rtl ? 1 : -1);
    case 'ArrowRight':
      return plusDays(date, rtl ? -1 : 1);
    case 'ArrowUp':
      return plusDays(date, -7);
    case 'ArrowDown':
      return plusDays(date, 7);
    case 'Home':
      return plusDays(date, -column);
    case 'End':
      return plusDays(date, 6 - column);
    case 'PageUp':
      return inMonth(date, -1);
    case 'PageDown':
      return inMonth(date, 1);
    default:
      return null;
  }
}

function inMonth(date: LocalDate, months: number): LocalDate {
  const month = plusMonths(date.slice(0, 7), months);
  const last = plusDays(`${plusMonths(month, 1)}-01`, -1);
  const same = `${month}${date.slice(7)}`;
  return same < last ? same : last;
}

function weekday(date: LocalDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}
