import type { MailWords, WhoMeets } from './mail-words';
import type { BookingMailPayload } from './booking-mails';
import type { MailLocale } from './mail-locale';

/** The text above the facts of a mail to a guest, who may not know either side. */
export function guestWords(
  { kind, pending, attendee }: BookingMailPayload,
  who: WhoMeets,
  { translate: say, own }: MailLocale,
): MailWords {
  switch (kind) {
    case 'booked':
    case 'requested':
    case 'reminder':
    case 'confirmed':
      return {
        badge: { text: say('badge.invitation'), tone: 'good' },
        heading: say('guest.invited', who),
        intro: say('guest.invitedText', { email: own(attendee.email) }),
      };
    case 'rescheduled':
      return pending
        ? {
            badge: { text: say('badge.newTime'), tone: 'waiting' },
            heading: say('guest.mayMove', who),
            intro: say('guest.mayMoveText', who),
          }
        : {
            badge: { text: say('badge.moved'), tone: 'good' },
            heading: say('guest.moved', who),
            intro: say('moved.text'),
          };
    case 'declined':
    case 'expired':
    case 'cancelled':
      return {
        badge: { text: say('badge.cancelled'), tone: 'off' },
        heading: say('guest.cancelled', who),
        intro: say('removed'),
      };
  }
}
