import type { LocalDate, SlotsQuery, SlotView, TimeZoneName } from '@expertbook/contracts';
import { MAX_SLOT_DAYS, SLOT_VIEWS } from '@expertbook/contracts';
import { addDays, isKnownZone, localDateAt } from '@expertbook/scheduling';

/** The values of a booking page's address and cookie that decide which month it shows. All of them are untrusted. */
export interface MonthHints {
  /** `?tz=`, the zone the visitor chose. */
  tz?: unknown;
  /** `?slot=2027-01-04T09:00Z` */
  slot?: unknown;
  /** `?month=2027-01` */
  month?: unknown;
  /** `?date=2027-01-04` */
  date?: unknown;
  /** `?duration=30`, minutes. */
  duration?: unknown;
  /** `?view=week` */
  view?: unknown;
}

/** Local dates differ by at most two days: Kiritimati is 26 hours ahead of Baker Island. */
const ZONE_DAYS = 2;
const FURTHEST_MONTHS = 24;
/** In its last days a month is shown together with the next one (`isEnding` in the web app). */
const ENDING_DAYS = 7;

/**
 * The first slots that the page requests: those of the month it shows, from today on, in the visitor's zone; in the
 * last days of a month also the next month. If that zone is unknown, the expert's zone and two more days at either
 * end are used, so that the page can sort the same instants into the days of any zone.
 * @param zone the visitor's, null when it is unknown
 * @param now epoch milliseconds
 * @returns null when the month is out of reach
 */
export function firstSlotsQuery(
  hints: MonthHints,
  zone: TimeZoneName | null,
  expertZone: TimeZoneName,
  durations: readonly number[],
  now: number,
): (SlotsQuery & { duration: number }) | null {
  const timeZone = zone ?? expertZone;
  const today = localDateAt(timeZone, now);
  const requested = requestedMonth(hints, timeZone) ?? today.slice(0, 7);
  const month = requested < today.slice(0, 7) ? today.slice(0, 7) : requested;
  if (monthsBetween(today, month) > FURTHEST_MONTHS) return null;
  const spare = zone ? 0 : ZONE_DAYS;
  const isPresent = month === today.slice(0, 7);
  const isEnding = isPresent && addDays(today, ENDING_DAYS + spare) > lastDay(month);
  const first = `${month}-01`;
  // Before today nothing is free in any zone.
  const start = isPresent ? today : addDays(first, -spare);
  const end = addDays(lastDay(isEnding ? nextMonth(month) : month), spare);
  return { start, end, timeZone, duration: chosenDuration(hints, durations) };
}

/**
 * The same query extended over the following months, as far as one query allows: for a page without a month in its
 * address, which shows the first month with free times.
 */
export function furtherSlotsQuery<T extends SlotsQuery>(query: T): T {
  const reach = addDays(query.start, MAX_SLOT_DAYS);
  let month = query.end.slice(0, 7);
  while (lastDay(nextMonth(month)) <= reach) month = nextMonth(month);
  return { ...query, end: [query.end, lastDay(month)].sort().at(-1) ?? query.end };
}

/** Whether the address has a month, a date or a time. */
export function asksForMonth({ slot, month, date }: MonthHints): boolean {
  return slot !== undefined || month !== undefined || date !== undefined;
}

/** The view of the address, otherwise the stored one; null when neither is valid. */
export function chosenView(requested: unknown, stored: unknown): SlotView | null {
  const named = (name: unknown) => SLOT_VIEWS.find((view) => view === name);
  return named(requested) ?? named(stored) ?? null;
}

/** The duration in the address, otherwise the first one; minutes. */
export function chosenDuration(hints: MonthHints, durations: readonly number[]): number {
  return durations.find((minutes) => String(minutes) === hints.duration) ?? durations[0] ?? 30;
}

/** The visitor's zone: chosen in the address, otherwise stored in the cookie; null when neither is valid. */
export function visitorZone(chosen: unknown, stored: unknown): TimeZoneName | null {
  return [chosen, stored].find(isZone) ?? null;
}

function isZone(value: unknown): value is TimeZoneName {
  return typeof value === 'string' && value.length <= 64 && isKnownZone(value);
}

function requestedMonth({ slot, month, date }: MonthHints, timeZone: TimeZoneName): string | null {
  if (typeof slot === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/.test(slot)) {
    const instant = Date.parse(slot);
    if (!Number.isNaN(instant)) return localDateAt(timeZone, instant).slice(0, 7);
  }
  if (typeof month === 'string' && /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month)) return month;
  if (typeof date === 'string' && /^\d{4}-(?:0[1-9]|1[0-2])-\d{2}$/.test(date)) return date.slice(0, 7);
  return null;
}

function nextMonth(month: string): string {
  return addDays(lastDay(month), 1).slice(0, 7);
}

function monthsBetween(from: string, to: string): number {
  const count = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  return count(to) - count(from);
}

function lastDay(month: string): LocalDate {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}`;
}
