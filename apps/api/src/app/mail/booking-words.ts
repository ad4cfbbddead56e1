import type { Recipient } from './booking-mail-input';
import { deadlineText } from './booking-facts';
import { calendarMethodOf, isWrittenForReader } from './booking-mail-calendar';
import type { MailWords, WhoMeets } from './mail-words';
import type { BookingMailPayload } from './booking-mails';
import type { MailLocale } from './mail-locale';

/** The text above the facts of a mail to client or expert. */
export function bookingWords(booking: BookingMailPayload, who: WhoMeets, locale: MailLocale): MailWords {
  const { translate } = locale;
  const deadline = deadlineText(booking, locale);
  const { kind, recipient, cancelledBy, pending } = booking;
  const toExpert = recipient === 'expert';
  const isWritten = isWrittenForReader(booking);
  const other = toExpert ? who.client : who.expert;
  switch (kind) {
    case 'booked':
      return {
        badge: { text: translate(toExpert ? 'badge.newBooking' : 'badge.booked'), tone: 'good' },
        heading: translate(toExpert ? 'booked.expert' : 'booked.client', who),
        intro: translate(isWritten ? 'written' : toExpert ? 'booked.expertText' : 'ready'),
      };
    case 'requested':
      return {
        badge: { text: translate(toExpert ? 'badge.answer' : 'badge.requested'), tone: 'waiting' },
        heading: translate(toExpert ? 'requested.expert' : 'requested.client', who),
        intro: deadline
          ? translate(toExpert ? 'requested.expertTextBy' : 'requested.clientTextBy', { ...who, deadline })
          : translate(toExpert ? 'requested.expertText' : 'requested.clientText', who),
      };
    case 'reminder':
      return {
        badge: { text: translate('badge.reminder'), tone: 'waiting' },
        heading: translate('reminder.expert', who),
        intro: translate('reminder.expertText', { ...who, deadline: deadline ?? '' }),
      };
    case 'expired':
      return {
        badge: { text: translate('badge.expired'), tone: 'off' },
        heading: translate(toExpert ? 'expired.expert' : 'expired.client', who),
        intro: translate(toExpert ? 'expired.expertText' : 'expired.clientText'),
      };
    case 'confirmed':
      return {
        badge: { text: translate('badge.confirmed'), tone: 'good' },
        heading: translate(toExpert ? 'confirmed.expert' : 'confirmed.client', who),
        intro: translate(isWritten ? 'written' : 'ready'),
      };
    case 'declined':
      return {
        badge: { text: translate('badge.declined'), tone: 'off' },
        heading: translate(toExpert ? 'declined.expert' : 'declined.client', who),
        intro: translate(toExpert ? endOf(booking) : 'declined.clientText'),
      };
    case 'cancelled':
      return {
        badge: { text: translate('badge.cancelled'), tone: 'off' },
        heading: translate(cancelledHeading(recipient, cancelledBy), { other }),
        intro: translate(endOf(booking)),
      };
    case 'rescheduled':
      return pending
        ? {
            badge: { text: translate(toExpert ? 'badge.newTime' : 'badge.requested'), tone: 'waiting' },
            heading: translate(toExpert ? 'moving.expert' : 'moving.client', who),
            intro: deadline
              ? translate(toExpert ? 'moving.expertTextBy' : 'moving.clientTextBy', { ...who, deadline })
              : translate(toExpert ? 'moving.expertText' : 'moving.clientText', who),
          }
        : {
            badge: { text: translate('badge.moved'), tone: 'good' },
            heading: translate('moved', { other }),
            intro: translate(isWritten ? 'written.moved' : 'moved.text'),
          };
  }
}

/** What the end does to the entry in the reader's calendar. */
function endOf(booking: BookingMailPayload): 'removed' | 'freeAgain' | 'released' {
  if (calendarMethodOf(booking) === null) return 'released';
  return booking.expertLeaves ? 'removed' : 'freeAgain';
}

function cancelledHeading(
  recipient: Recipient,
  by: BookingMailPayload['cancelledBy'],
): 'cancelled.plain' | 'cancelled.byYou' | 'cancelled.byOther' {
  if (by === null) return 'cancelled.plain';
  return by === recipient ? 'cancelled.byYou' : 'cancelled.byOther';
}
