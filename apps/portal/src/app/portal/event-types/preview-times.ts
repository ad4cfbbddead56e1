import type { BookingWindow, LocalDate, LocalTime } from '@expertbook/contracts';
import type { DatedHours } from '../calendar/working-hours';
import { rangesOn } from '../calendar/working-hours';

/**
 * Approximate times of an event type that is not saved yet, for its preview: from hours, window and notice, in the
 * schedule's zone. Bookings are unknown here, so only the API decides what can be booked.
 */

export interface PreviewRules {
  duration: number;
  slotInterval: number | null;
  minimumNotice: number;
  window: BookingWindow;
}

/** `YYYY-MM-DDTHH:MM`, wall time of the schedule's zone. */
export type WallNow = string;

const DAY_MS = 86_400_000;
const MAX_TIMES = 8;

/** The days of `days` with at least one time. */
export function openDays(
  days: readonly LocalDate[],
  hours: DatedHours,
  rules: PreviewRules,
  now: WallNow,
): ReadonlySet<LocalDate> {
  return new Set(days.filter((day) => timesOf(day, hours, rules, now).length > 0));
}

/** The first times of a day. */
export function timesOf(day: LocalDate, hours: DatedHours, rules: PreviewRules, now: WallNow): LocalTime[] {
  if (!inWindow(day, rules.window, now.slice(0, 10))) return [];
  const earliest = wallAfter(now, rules.minimumNotice);
  const step = rules.slotInterval ?? Math.min(rules.duration, 30);
  const times: LocalTime[] = [];
  for (const { start, end } of rangesOn(hours, day)) {
    for (let at = minutesOf(start); at + rules.duration <= minutesOf(end); at += step) {
      const time = timeOf(at);
      if (`${day}T${time}` >= earliest) times.push(time);
      if (times.length === MAX_TIMES) return times;
    }
  }
  return times;
}

function inWindow(day: LocalDate, window: BookingWindow, today: LocalDate): boolean {
  if (day < today) return false;
  if (window.kind === 'range') return window.start <= day && day <= window.end;
  return day <= lastRollingDay(today, window.days, window.unit === 'business_days');
}

function lastRollingDay(today: LocalDate, days: number, business: boolean): LocalDate {
  let at = Date.parse(`${today}T00:00:00Z`);
  if (!business) return dateOf(at + days * DAY_MS);
  for (let left = days; left > 0;) {
    at += DAY_MS;
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return dateOf(at);
}

function wallAfter(now: WallNow, minutes: number): WallNow {
  return new Date(Date.parse(`${now}Z`) + minutes * 60_000).toISOString().slice(0, 16);
}

function dateOf(time: number): LocalDate {
  return new Date(time).toISOString().slice(0, 10);
}

function minutesOf(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function timeOf(minutes: number): LocalTime {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** The days of a month (`YYYY-MM`). */
export function daysOf(month: string): LocalDate[] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: count }, (_, day) => `${month}-${String(day + 1).padStart(2, '0')}`);
}

/** The month of the first day with a time: this one, or one of the next eleven; null when there is none. */
export function firstOpenMonth(hours: DatedHours, rules: PreviewRules, now: WallNow): string | null {
  for (let ahead = 0; ahead < 12; ahead++) {
    const start = new Date(`${now.slice(0, 7)}-01T00:00:00Z`);
    start.setUTCMonth(start.getUTCMonth() + ahead);
    const month = start.toISOString().slice(0, 7);
    if (openDays(daysOf(month), hours, rules, now).size > 0) return month;
  }
  return null;
}
