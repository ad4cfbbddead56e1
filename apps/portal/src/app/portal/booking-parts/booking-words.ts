import type { Booking, BookingStatus, LocationKind, TimeZoneName } from '@expertbook/contracts';
import { PLACES } from '@expertbook/presentation/places';
import type { TextKey, Translator } from '@expertbook/web-shared/i18n/translator';
import { comma } from '@expertbook/web-shared/ui/comma';
import type { IconName } from '@expertbook/web-shared/ui/icon';
import { dayInSentence, localDateOf, timeText } from '@expertbook/web-shared/ui/zoned-time';

/** Texts about bookings. */

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

/** An unanswered request whose time is over no longer waits. */
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
  const { text, icon } = PLACES[kind];
  return { label: t(text), icon };
}

/** Whether the session can still be joined: confirmed, with a link, and not over. */
export function joinable(booking: Booking, now: Date): boolean {
  return (
    booking.status === 'confirmed' && booking.meetingUrl !== null && Date.parse(booking.end) > now.getTime()
  );
}

/** Text of the deadline of a request; empty for other bookings. */
export function deadlineWords({ respondBy }: Booking, zone: TimeZoneName, now: Date, t: Words): string {
  if (!respondBy) return '';
  const [date, today] = [localDateOf(respondBy, zone), localDateOf(now, zone)];
  const day = dayInSentence(date, today);
  return t('respondBy', { when: `${day}${comma()}${timeText(respondBy, zone)}` });
}

/** Text about who ended the booking; empty for active ones. */
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
