import type { Booking, BookingStatus, LocationKind } from '@expertbook/contracts';
import type { IconName } from '../../ui/icon';

/** Bookings in words. */

export interface StatusLook {
  label: string;
  classes: string;
}

const QUIET = 'bg-surface-high text-on-surface-variant';

const STATUS_LOOKS = {
  pending: { label: 'Waiting for you', classes: 'bg-tertiary-container text-on-tertiary-container' },
  confirmed: { label: 'Confirmed', classes: 'bg-primary-container text-on-primary-container' },
  declined: { label: 'Declined', classes: QUIET },
  cancelled: { label: 'Cancelled', classes: QUIET },
  rescheduled: { label: 'Moved', classes: QUIET },
  completed: { label: 'Took place', classes: QUIET },
  no_show: { label: 'No-show', classes: 'bg-error-container text-on-error-container' },
} as const satisfies Record<BookingStatus, StatusLook>;

const PLACES = {
  jitsi: { label: 'Video call', icon: 'video' },
  mock_zoom: { label: 'Zoom (mock link)', icon: 'video' },
  mock_google_meet: { label: 'Google Meet (mock link)', icon: 'video' },
  link: { label: 'Online', icon: 'link' },
  phone: { label: 'Phone', icon: 'phone' },
  in_person: { label: 'In person', icon: 'map-pin' },
} as const satisfies Record<LocationKind, { label: string; icon: IconName }>;

/** A booking that is over but was never answered is no longer waiting. */
export function statusLook(booking: Pick<Booking, 'status' | 'end'>, now: Date): StatusLook {
  if (booking.status === 'pending' && Date.parse(booking.end) <= now.getTime()) {
    return { label: 'Never answered', classes: QUIET };
  }
  return STATUS_LOOKS[booking.status];
}

export function placeWords(kind: LocationKind): { label: string; icon: IconName } {
  return PLACES[kind];
}

/** Whether a person can still walk in: confirmed, with a link, from any time before to its end. */
export function joinable(booking: Booking, now: Date): boolean {
  return (
    booking.status === 'confirmed' && booking.meetingUrl !== null && Date.parse(booking.end) > now.getTime()
  );
}

/** Who called it off, in words; empty for bookings that stand. */
export function endWords(booking: Booking): string {
  const by = booking.cancelledBy === 'client' ? booking.attendee.name : 'you';
  if (booking.status === 'cancelled') return `Cancelled by ${by}`;
  if (booking.status === 'rescheduled') return 'Moved to another time';
  return booking.status === 'declined' ? 'Declined by you' : '';
}
