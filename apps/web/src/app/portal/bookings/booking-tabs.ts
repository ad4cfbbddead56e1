import type { Booking, BookingStatus, BookingsQuery } from '@expertbook/contracts';
import type { IconName } from '../../ui/icon';

export type BookingTab = 'upcoming' | 'pending' | 'past' | 'cancelled';

interface TabRule {
  label: string;
  statuses: readonly BookingStatus[];
  /** Which bookings by their end: still to come, over, or both. */
  time: 'ahead' | 'over' | 'any';
  order: 'asc' | 'desc';
  empty: { icon: IconName; title: string; text: string };
}

export const BOOKING_TABS: Readonly<Record<BookingTab, TabRule>> = {
  upcoming: {
    label: 'Upcoming',
    statuses: ['confirmed'],
    time: 'ahead',
    order: 'asc',
    empty: {
      icon: 'calendar',
      title: 'No upcoming bookings',
      text: 'Share the link of an event type. Whatever clients book shows up here at once, without a reload.',
    },
  },
  pending: {
    label: 'Pending',
    statuses: ['pending'],
    time: 'ahead',
    order: 'asc',
    empty: {
      icon: 'inbox',
      title: 'Nothing waits for you',
      text: 'Requests for event types that need your confirmation appear here until you answer them.',
    },
  },
  past: {
    label: 'Past',
    statuses: ['confirmed', 'completed', 'no_show', 'pending'],
    time: 'over',
    order: 'desc',
    empty: {
      icon: 'clock',
      title: 'No past bookings yet',
      text: 'Sessions move here when they are over. You can then mark the ones nobody came to.',
    },
  },
  cancelled: {
    label: 'Cancelled',
    statuses: ['cancelled', 'declined', 'rescheduled'],
    time: 'any',
    order: 'desc',
    empty: {
      icon: 'x',
      title: 'Nothing was cancelled',
      text: 'Cancelled, declined and moved bookings are kept here, with their reasons.',
    },
  },
};

export function isBookingTab(text: string | undefined): text is BookingTab {
  return text !== undefined && Object.hasOwn(BOOKING_TABS, text);
}

/** What to ask the API for a page of a tab: `from` finds what ends after it, `to` what starts before it. */
export function tabQuery(tab: BookingTab, now: Date, limit: number, cursor: string | null): BookingsQuery {
  const rule = BOOKING_TABS[tab];
  return {
    status: rule.statuses.join(','),
    order: rule.order,
    limit,
    ...(rule.time === 'ahead' ? { from: now.toISOString() } : {}),
    ...(rule.time === 'over' ? { to: now.toISOString() } : {}),
    ...(cursor ? { cursor } : {}),
  };
}

export function belongsTo(tab: BookingTab, booking: Booking, now: Date): boolean {
  const rule = BOOKING_TABS[tab];
  const over = Date.parse(booking.end) <= now.getTime();
  return rule.statuses.includes(booking.status) && (rule.time === 'any' || (rule.time === 'over') === over);
}
