import type { Booking, BookingStatus } from '@expertbook/contracts';
import type { TextKey } from '@expertbook/web-shared/i18n/translator';
import type { IconName } from '@expertbook/web-shared/ui/icon';

export type BookingTab = 'upcoming' | 'pending' | 'past' | 'cancelled';
export type SortOrder = 'asc' | 'desc';

interface TabRule {
  statuses: readonly BookingStatus[];
  /** Which bookings by their end: not over, over, or both. */
  time: 'ahead' | 'over' | 'any';
  /** Order by start, unless the user selects another one. */
  order: SortOrder;
  icon: IconName;
  label: TextKey<'portal-bookings'>;
  /** Text of an empty tab. */
  empty: TextKey<'portal-bookings'>;
  emptyText: TextKey<'portal-bookings'>;
}

export const BOOKING_TABS: Readonly<Record<BookingTab, TabRule>> = {
  upcoming: {
    statuses: ['confirmed'],
    time: 'ahead',
    order: 'asc',
    icon: 'calendar',
    label: 'tab.upcoming',
    empty: 'empty.upcoming',
    emptyText: 'empty.upcoming.text',
  },
  pending: {
    statuses: ['pending'],
    time: 'ahead',
    order: 'asc',
    icon: 'inbox',
    label: 'tab.pending',
    empty: 'empty.pending',
    emptyText: 'empty.pending.text',
  },
  past: {
    statuses: ['confirmed', 'completed', 'no_show', 'pending'],
    time: 'over',
    order: 'desc',
    icon: 'clock',
    label: 'tab.past',
    empty: 'empty.past',
    emptyText: 'empty.past.text',
  },
  cancelled: {
    statuses: ['cancelled', 'declined', 'rescheduled'],
    time: 'any',
    order: 'desc',
    icon: 'x',
    label: 'tab.cancelled',
    empty: 'empty.cancelled',
    emptyText: 'empty.cancelled.text',
  },
};

export const TAB_NAMES = Object.keys(BOOKING_TABS) as readonly BookingTab[];

export function isBookingTab(text: string | undefined): text is BookingTab {
  return text !== undefined && Object.hasOwn(BOOKING_TABS, text);
}

export function belongsTo(tab: BookingTab, booking: Booking, now: Date): boolean {
  const rule = BOOKING_TABS[tab];
  const over = Date.parse(booking.end) <= now.getTime();
  return rule.statuses.includes(booking.status) && (rule.time === 'any' || (rule.time === 'over') === over);
}
