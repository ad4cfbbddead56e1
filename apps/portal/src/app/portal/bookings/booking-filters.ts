import type { Booking, BookingsQuery, LocalDate, TimeZoneName } from '@expertbook/contracts';
import { MAX_SEARCH_LENGTH } from '@expertbook/contracts';
import { addDays } from '@expertbook/web-shared/ui/calendar-dates';
import { instantOf } from '../calendar/wall-clock';
import type { BookingTab, SortOrder } from './booking-tabs';
import { BOOKING_TABS, belongsTo, isBookingTab } from './booking-tabs';

/** Filters of the list; all of them are in the page's address. */
export interface BookingFilters {
  tab: BookingTab;
  /** Words of name, mail or title; empty without a search. */
  q: string;
  /** Id of an event type; empty for all. */
  type: string;
  /** Local dates of the expert's zone, both inclusive; empty for no bound. */
  from: LocalDate | '';
  to: LocalDate | '';
  sort: SortOrder;
}

/** Query parameters of the filters; a default is omitted (null removes it from the address). */
export type FilterParams = Record<'tab' | 'q' | 'type' | 'from' | 'to' | 'sort' | 'pages', string | null>;

const MAX_PAGES = 40;
const ID = /^[0-9a-f]{24}$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

type FilterInput = Partial<Readonly<Record<keyof FilterParams, string>>>;

/** Reads an address; invalid values are ignored. */
export function filtersOf(given: FilterInput): BookingFilters {
  const tab = isBookingTab(given.tab) ? given.tab : 'upcoming';
  const date = (text: string | undefined) =>
    text && DATE.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) ? text : '';
  return {
    tab,
    q: (given.q ?? '').trim().slice(0, MAX_SEARCH_LENGTH),
    type: given.type && ID.test(given.type) ? given.type : '',
    from: date(given.from),
    to: date(given.to),
    sort: given.sort === 'asc' || given.sort === 'desc' ? given.sort : BOOKING_TABS[tab].order,
  };
}

/** Number of pages the list had when it was left, at least 1. */
export function pagesOf(text: string | undefined): number {
  const pages = Number(text);
  return Number.isInteger(pages) ? Math.min(Math.max(pages, 1), MAX_PAGES) : 1;
}

/** The inverse of {@link filtersOf}; a change of filters begins at the first page. */
export function paramsOf(filters: BookingFilters): FilterParams {
  return {
    tab: filters.tab === 'upcoming' ? null : filters.tab,
    q: filters.q || null,
    type: filters.type || null,
    from: filters.from || null,
    to: filters.to || null,
    sort: filters.sort === BOOKING_TABS[filters.tab].order ? null : filters.sort,
    pages: null,
  };
}

/** Whether anything except the tab narrows the list. */
export function isNarrowed({ q, type, from, to }: BookingFilters): boolean {
  return Boolean(q || type || from || to);
}

/** Query for the API: its `from` finds what ends after it, its `to` what starts before it. */
export function queryOf(filters: BookingFilters, now: Date, zone: TimeZoneName): BookingsQuery {
  const rule = BOOKING_TABS[filters.tab];
  const { first, last } = boundsOf(filters, zone);
  const from = rule.time === 'ahead' ? Math.max(now.getTime(), first) : first;
  const to = rule.time === 'over' ? Math.min(now.getTime(), last) : last;
  return {
    status: rule.statuses.join(','),
    order: filters.sort,
    ...(Number.isFinite(from) && { from: new Date(from).toISOString() }),
    ...(Number.isFinite(to) && { to: new Date(to).toISOString() }),
    ...(filters.q && { q: filters.q }),
    ...(filters.type && { eventTypeId: filters.type }),
  };
}

/** Whether a booking of a live update belongs to the list. */
export function isFound(booking: Booking, filters: BookingFilters, now: Date, zone: TimeZoneName): boolean {
  if (!belongsTo(filters.tab, booking, now)) return false;
  if (filters.type && booking.eventType.id !== filters.type) return false;
  const { first, last } = boundsOf(filters, zone);
  if (Date.parse(booking.end) <= first || Date.parse(booking.start) >= last) return false;
  const { attendee, eventType, guests } = booking;
  const texts = [eventType.title, attendee.name, attendee.email, ...guests];
  return wordsOf(filters.q).every((word) => texts.some((text) => text.toLowerCase().includes(word)));
}

function wordsOf(q: string): string[] {
  return q.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Instants, ms, the last one exclusive; infinite without a date. */
function boundsOf({ from, to }: BookingFilters, zone: TimeZoneName): { first: number; last: number } {
  return {
    first: from ? instantOf(`${from}T00:00`, zone) : -Infinity,
    last: to ? instantOf(`${addDays(to, 1)}T00:00`, zone) : Infinity,
  };
}
