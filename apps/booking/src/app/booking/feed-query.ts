import type { LocalDate, PublicEventType, SlotsResponse, TimeZoneName } from '@expertbook/contracts';
import type { BookingKey } from '../data/public-http';
import type { MonthKey } from '@expertbook/web-shared/ui/calendar-dates';
import { addMonths } from '@expertbook/web-shared/ui/calendar-dates';

/** Parameters of a request for free times. */
export interface FeedQuery {
  handle: string;
  eventType: PublicEventType;
  duration: number;
  zone: TimeZoneName;
  /** The booking to reschedule. */
  moved?: BookingKey | null;
}

/** Key of a month of a query in the slot store. */
export function monthKeyOf(query: FeedQuery, month: MonthKey): string {
  return `${query.zone} ${query.duration} ${month}`;
}

/** Ascending months in groups that fit into one request (`MAX_SLOT_DAYS`): two where they are consecutive. */
export function requestsFor(months: readonly MonthKey[]): [MonthKey, ...MonthKey[]][] {
  const rows: [MonthKey, ...MonthKey[]][] = [];
  for (const month of months) {
    const row = rows.at(-1);
    if (row?.length === 1 && addMonths(row[0], 1) === month) row.push(month);
    else rows.push([month]);
  }
  return rows;
}

/** The part of a response that concerns one of its months. */
export function partOf(answer: SlotsResponse, month: MonthKey): SlotsResponse {
  const ofMonth = <T>(days: Record<LocalDate, T> = {}) =>
    Object.fromEntries(Object.entries(days).filter(([day]) => day.startsWith(month)));
  return { ...answer, slots: ofMonth(answer.slots), held: ofMonth(answer.held) };
}
