import type { LocalDate, PublicEventType, SlotsResponse, TimeZoneName } from '@expertbook/contracts';
import type { BookingKey } from '../data/public-http';
import type { MonthKey } from '../ui/calendar-dates';
import { addMonths } from '../ui/calendar-dates';

/** Whose free times, as they are asked for. */
export interface FeedQuery {
  handle: string;
  eventType: PublicEventType;
  duration: number;
  zone: TimeZoneName;
  /** The booking that is being moved. */
  moved?: BookingKey | null;
}

/** The name under which the slot store keeps a month of a query. */
export function monthKeyOf(query: FeedQuery, month: MonthKey): string {
  return `${query.zone} ${query.duration} ${month}`;
}

/** Months, ascending, in rows that fit into one request (`MAX_SLOT_DAYS`): two where they follow each other. */
export function requestsFor(months: readonly MonthKey[]): [MonthKey, ...MonthKey[]][] {
  const rows: [MonthKey, ...MonthKey[]][] = [];
  for (const month of months) {
    const row = rows.at(-1);
    if (row?.length === 1 && addMonths(row[0], 1) === month) row.push(month);
    else rows.push([month]);
  }
  return rows;
}

/** What an answer says of one of its months. */
export function partOf(answer: SlotsResponse, month: MonthKey): SlotsResponse {
  const ofMonth = <T>(days: Record<LocalDate, T> = {}) =>
    Object.fromEntries(Object.entries(days).filter(([day]) => day.startsWith(month)));
  return { ...answer, slots: ofMonth(answer.slots), held: ofMonth(answer.held) };
}
