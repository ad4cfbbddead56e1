import type { LocalDate } from '@expertbook/contracts';
import { addDays, startOfWeek } from '@expertbook/web-shared/ui/calendar-dates';
import type { DateSpan } from './calendar-store';

export const CALENDAR_VIEWS = ['day', 'week', 'month', 'list'] as const;
export type CalendarViewName = (typeof CALENDAR_VIEWS)[number];

/** Number of days in the list. */
const LIST_DAYS = 14;

export function isCalendarView(value: unknown): value is CalendarViewName {
  return CALENDAR_VIEWS.includes(value as CalendarViewName);
}

/** A real `YYYY-MM-DD`. */
export function isDate(value: unknown): value is LocalDate {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(value) &&
    !Number.isNaN(Date.parse(`${value}T00:00Z`)) &&
    new Date(`${value}T00:00Z`).toISOString().startsWith(value)
  );
}

/** The date of "earlier" (-1) or "later" (1). */
export function stepped(date: LocalDate, view: CalendarViewName, by: 1 | -1): LocalDate {
  switch (view) {
    case 'day':
      return addDays(date, by);
    case 'week':
      return addDays(date, 7 * by);
    case 'list':
      return addDays(date, LIST_DAYS * by);
    case 'month': {
      const [year = 0, month = 1] = date.split('-').map(Number);
      return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10);
    }
  }
}

/** The dates of a view; `firstDay` 0 = Sunday. `to` is exclusive. */
export function spanOfView(date: LocalDate, view: CalendarViewName, firstDay: number): DateSpan {
  switch (view) {
    case 'day':
      return { from: date, to: addDays(date, 1) };
    case 'week': {
      const from = startOfWeek(date, firstDay);
      return { from, to: addDays(from, 7) };
    }
    case 'list':
      return { from: date, to: addDays(date, LIST_DAYS) };
    case 'month': {
      const from = `${date.slice(0, 7)}-01`;
      return { from, to: stepped(from, 'month', 1) };
    }
  }
}
