import { oneLine } from '../calendar-file/plain-text';
import type { MailWords } from './booking-mail-content';
import type { BookingMailPayload } from './booking-mails';

/** What a mail to a guest says over its facts, to somebody who may never have heard of either side. */
export function guestWords(
  { kind, pending, attendee }: BookingMailPayload,
  { expert, client }: { expert: string; client: string },
): MailWords {
  const meeting = `The meeting with ${expert} and ${client}`;
  switch (kind) {
    case 'booked':
    case 'requested':
    case 'confirmed':
      return {
        badge: { text: 'Invitation', tone: 'good' },
        heading: `${client} invites you to a meeting with ${expert}`,
        intro: `${oneLine(attendee.email)} booked this time and named you as a guest. The attached file puts it into your calendar.`,
      };
    case 'rescheduled':
      return pending
        ? {
            badge: { text: 'New time asked for', tone: 'waiting' },
            heading: `${meeting} may have a new time`,
            intro: `The old time is given up. You get another mail as soon as ${expert} has answered.`,
          }
        : {
            badge: { text: 'Moved', tone: 'good' },
            heading: `${meeting} has a new time`,
            intro: 'The attached file moves it in your calendar.',
          };
    case 'declined':
    case 'cancelled':
      return {
        badge: { text: 'Cancelled', tone: 'off' },
        heading: `${meeting} is cancelled`,
        intro: 'The attached file takes it out of your calendar.',
      };
  }
}
