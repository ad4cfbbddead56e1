import type { Recipient } from './booking-mail-input';
import { deadlineText } from './booking-facts';
import { calendarMethodOf } from './booking-mail-calendar';
import type { MailWords, WhoMeets } from './mail-words';
import type { BookingMailPayload } from './booking-mails';
import type { MailLocale } from './mail-locale';

/** What a mail to one of the two sides says over its facts. */
export function bookingWords(booking: BookingMailPayload, who: WhoMeets, voice: MailLocale): MailWords {
  const { translate: say } = voice;
  const deadline = deadlineText(booking, voice);
  const { kind, recipient, cancelledBy, pending } = booking;
  const toExpert = recipient === 'expert';
  const other = toExpert ? who.client : who.expert;
  switch (kind) {
    case 'booked':
      return {
        badge: { text: say(toExpert ? 'badge.newBooking' : 'badge.booked'), tone: 'good' },
        heading: say(toExpert ? 'booked.expert' : 'booked.client', who),
        intro: say(toExpert ? 'booked.expertText' : 'ready'),
      };
    case 'requested':
      return {
        badge: { text: say(toExpert ? 'badge.answer' : 'badge.requested'), tone: 'waiting' },
        heading: say(toExpert ? 'requested.expert' : 'requested.client', who),
        intro: deadline
          ? say(toExpert ? 'requested.expertTextBy' : 'requested.clientTextBy', { ...who, deadline })
          : say(toExpert ? 'requested.expertText' : 'requested.clientText', who),
      };
    case 'reminder':
      return {
        badge: { text: say('badge.reminder'), tone: 'waiting' },
        heading: say('reminder.expert', who),
        intro: say('reminder.expertText', { ...who, deadline: deadline ?? '' }),
      };
    case 'expired':
      return {
        badge: { text: say('badge.expired'), tone: 'off' },
        heading: say(toExpert ? 'expired.expert' : 'expired.client', who),
        intro: say(toExpert ? 'expired.expertText' : 'expired.clientText'),
      };
    case 'confirmed':
      return {
        badge: { text: say('badge.confirmed'), tone: 'good' },
        heading: say(toExpert ? 'confirmed.expert' : 'confirmed.client', who),
        intro: say('ready'),
      };
    case 'declined':
      return {
        badge: { text: say('badge.declined'), tone: 'off' },
        heading: say(toExpert ? 'declined.expert' : 'declined.client', who),
        intro: say(toExpert ? endOf(booking) : 'declined.clientText'),
      };
    case 'cancelled':
      return {
        badge: { text: say('badge.cancelled'), tone: 'off' },
        heading: say(cancelledHeading(recipient, cancelledBy), { other }),
        intro: say(endOf(booking)),
      };
    case 'rescheduled':
      return pending
        ? {
            badge: { text: say(toExpert ? 'badge.newTime' : 'badge.requested'), tone: 'waiting' },
            heading: say(toExpert ? 'moving.expert' : 'moving.client', who),
            intro: deadline
              ? say(toExpert ? 'moving.expertTextBy' : 'moving.clientTextBy', { ...who, deadline })
              : say(toExpert ? 'moving.expertText' : 'moving.clientText', who),
          }
        : {
            badge: { text: say('badge.moved'), tone: 'good' },
            heading: say('moved', { other }),
            intro: say('moved.text'),
          };
  }
}

/** What the end means for the reader's calendar, where it is in it. */
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
