import type { Booking, BookingHistoryEntry, BookingStatus } from '@expertbook/contracts';
import type { TextKey, Translator } from '@expertbook/web-shared/i18n/translator';

type Key = TextKey<'portal-bookings'>;

const BY_CLIENT: Readonly<Record<BookingStatus, Key>> = {
  pending: 'history.requested',
  confirmed: 'history.booked',
  declined: 'history.declined',
  cancelled: 'history.cancelledBy',
  rescheduled: 'history.movedBy',
  completed: 'history.completed',
  no_show: 'history.noShow',
};

const BY_EXPERT: Readonly<Record<BookingStatus, Key>> = {
  ...BY_CLIENT,
  confirmed: 'history.confirmed',
  cancelled: 'history.cancelled',
  rescheduled: 'history.moved',
};

/** Text of one step of a booking. `first` is its creation: rescheduling also creates a booking, at its new time. */
export function stepText(
  { status, by }: BookingHistoryEntry,
  first: boolean,
  booking: Pick<Booking, 'attendee' | 'rescheduledFrom'>,
  t: Translator<'portal-bookings'>,
): string {
  const { name } = booking.attendee;
  // The former booking shows who rescheduled it.
  if (first && booking.rescheduledFrom) return t('history.movedHere');
  if (by === 'system' && status === 'declined') return t('history.expired');
  return t((by === 'expert' ? BY_EXPERT : BY_CLIENT)[status], { name });
}
