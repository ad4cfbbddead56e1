import type { Booking, BookingStatus, LocationKind, TimeZoneName } from '@expertbook/contracts';
import type { TextKey, Translator } from '../../i18n/translator';
import { comma } from '../../ui/comma';
import type { IconName } from '../../ui/icon';
import { dayWithin, localDateOf, timeText } from '../../ui/zoned-time';

/** Bookings in words. */

type Words = Translator<'portal-parts'>;

export interface StatusLook {
  label: string;
  classes: string;
}

const QUIET = 'bg-surface-high text-on-surface-variant';

const STATUS_LOOKS = {
  pending: { key: 'status.pending', classes: 'bg-tertiary-container text-on-tertiary-container' },
  confirmed: { key: 'status.confirmed', classes: 'bg-primary-container text-on-primary-container' },
  declined: { key: 'status.declined', classes: QUIET },
  cancelled: { key: 'status.cancelled', classes: QUIET },
  rescheduled: { key: 'status.rescheduled', classes: QUIET },
  completed: { key: 'status.completed', classes: QUIET },
  no_show: { key: 'status.noShow', classes: 'bg-error-container text-on-error-container' },
} as const satisfies Record<BookingStatus, { key: TextKey<'portal-parts'>; classes: string }>;

const PLACES = {
  jitsi: { key: 'place.video', icon: 'video' },
  mock_zoom: { key: 'place.zoom', icon: 'video' },
  mock_google_meet: { key: 'place.meet', icon: 'video' },
  link: { key: 'place.online', icon: 'link' },
  phone: { key: 'place.phone', icon: 'phone' },
  in_person: { key: 'place.inPerson', icon: 'map-pin' },
} as const satisfies Record<LocationKind, { key: TextKey<'portal-parts'>; icon: IconName }>;

/** A booking that is over but was never answered is no longer waiting. */
export function statusLook(
  booking: Pick<Booking, 'status' | 'end' | 'endReason'>,
  now: Date,
  t: Words,
): StatusLook {
  if (booking.status === 'pending' && Date.parse(booking.end) <= now.getTime()) {
    return { label: t('status.unanswered'), classes: QUIET };
  }
  if (booking.endReason === 'no_response') return { label: t('status.unanswered'), classes: QUIET };
  const { key, classes } = STATUS_LOOKS[booking.status];
  return { label: t(key), classes };
}

export function placeWords(kind: LocationKind, t: Words): { label: string; icon: IconName } {
  const { key, icon } = PLACES[kind];
  return { label: t(key), icon };
}

/** Whether a person can still walk in: confirmed, with a link, from any time before to its end. */
export function joinable(booking: Booking, now: Date): boolean {
  return (
    booking.status === 'confirmed' && booking.meetingUrl !== null && Date.parse(booking.end) > now.getTime()
  );
}

/** Until when a request can be answered, in words; empty for what is none. */
export function deadlineWords({ respondBy }: Booking, zone: TimeZoneName, now: Date, t: Words): string {
  if (!respondBy) return '';
  const [date, today] = [localDateOf(respondBy, zone), localDateOf(now, zone)];
  const day = dayWithin(date, today);
  return t('respondBy', { when: `${day}${comma()}${timeText(respondBy, zone)}` });
}

/** Who called it off, in words; empty for bookings that stand. */
export function endWords(booking: Booking, t: Words): string {
  switch (booking.status) {
    case 'cancelled':
      return booking.cancelledBy === 'client'
        ? t('end.cancelledBy', { name: booking.attendee.name })
        : t('end.cancelledByYou');
    case 'rescheduled':
      return t('end.moved');
    case 'declined':
      return t(booking.endReason === 'no_response' ? 'end.expired' : 'end.declinedByYou');
    default:
      return '';
  }
}
