import type { MailWords, WhoMeets } from './mail-words';
import type { BookingMailPayload } from './booking-mails';
import type { MailLocale } from './mail-locale';

/** The text above the facts of a mail to a guest, who may know neither client nor expert. */
export function guestWords(
  { kind, pending, attendee }: BookingMailPayload,
  who: WhoMeets,
  { translate, isolateBidi }: MailLocale,
): MailWords {
  switch (kind) {
    case 'booked':
    case 'requested':
    case 'reminder':
    case 'confirmed':
      return {
        badge: { text: translate('badge.invitation'), tone: 'good' },
        heading: translate('guest.invited', who),
        intro: translate('guest.invitedText', { email: isolateBidi(attendee.email) }),
      };
    case 'rescheduled':
      return pending
        ? {
            badge: { text: translate('badge.newTime'), tone: 'waiting' },
            heading: translate('guest.mayMove', who),
            intro: translate('guest.mayMoveText', who),
          }
        : {
            badge: { text: translate('badge.moved'), tone: 'good' },
            heading: translate('guest.moved', who),
            intro: translate('moved.text'),
          };
    case 'declined':
    case 'expired':
    case 'cancelled':
      return {
        badge: { text: translate('badge.cancelled'), tone: 'off' },
        heading: translate('guest.cancelled', who),
        intro: translate('removed'),
      };
  }
}
