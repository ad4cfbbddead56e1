import type { CalendarLinks } from '@expertbook/contracts';
import { oneLine, shortened, webAddress } from '../calendar-file/plain-text';
import { bookingFacts } from './booking-facts';
import { guestWords } from './guest-words';
import type { Recipient } from './booking-mail-input';
import type { BookingMailPayload } from './booking-mails';
import { localRange } from './local-time';
import type { MailContent, MailLink } from './mail-content';

const MAX_SUBJECT = 150;

/** The words over a mail's facts. */
export interface MailWords {
  badge: MailContent['badge'];
  heading: string;
  intro: string;
}

/** The links of a mail that depend on the installation. */
export interface BookingMailLinks {
  /** Where people reach this installation, without a trailing slash. */
  publicUrl: string;
  /** The client's own page; null = the mail goes without it. */
  manage: string | null;
  calendar: CalendarLinks;
}

/** What the mail says, in the recipient's own time zone. */
export function bookingMailContent(booking: BookingMailPayload, links: BookingMailLinks): MailContent {
  const { recipient } = booking;
  const toExpert = recipient === 'expert';
  const expert = oneLine(booking.expert.name);
  const client = oneLine(booking.attendee.name);
  const title = oneLine(booking.title);
  const zone = toExpert ? booking.expert.timeZone : booking.attendee.timeZone;
  const when = localRange(booking.start, booking.end, zone);
  const who = { expert, client };
  const words = recipient === 'guest' ? guestWords(booking, who) : wordsFor(booking, who);
  const about = toExpert ? `${client}, ${title}` : `${title} with ${expert}`;
  const subject = `${words.badge.text}: ${when.short}, ${about}`;
  return {
    subject: shortened(subject, MAX_SUBJECT),
    preview: `${when.day}, ${when.time} (${when.zone})`,
    ...words,
    facts: bookingFacts(booking),
    actions: actionsFor(booking, links),
    calendarLinks: takesPlace(booking) ? calendarChoices(links.calendar) : [],
    footer: footerFor(booking, who),
    home: { label: new URL(links.publicUrl).host, href: links.publicUrl },
  };
}

function footerFor(
  { recipient, attendee }: BookingMailPayload,
  who: { expert: string; client: string },
): string {
  switch (recipient) {
    case 'expert':
      return 'You get this mail because people book your time here. Answer it to write to your client.';
    case 'client':
      return `You get this mail because this address was given when booking a time with ${who.expert}. Answer it to write to ${who.expert}.`;
    case 'guest':
      return `You get this mail because ${oneLine(attendee.email)} named you as a guest when booking a time with ${who.expert}. If you do not know them, you need not do anything. Answer it to write to them.`;
  }
}

/** Whether the session is going to take place, as far as anybody knows after this mail. */
function takesPlace({ kind, pending }: BookingMailPayload): boolean {
  return kind === 'booked' || kind === 'confirmed' || (kind === 'rescheduled' && !pending);
}

function wordsFor(booking: BookingMailPayload, who: { expert: string; client: string }): MailWords {
  const { kind, recipient, cancelledBy, pending } = booking;
  const toExpert = recipient === 'expert';
  const { expert, client } = who;
  const other = toExpert ? client : expert;
  switch (kind) {
    case 'booked':
      return {
        badge: { text: toExpert ? 'New booking' : 'Booked', tone: 'good' },
        heading: toExpert ? `${client} booked a time with you` : `You are meeting ${expert}`,
        intro: toExpert
          ? 'It is in your calendar at ExpertBook; the attached file puts it into any other.'
          : 'Everything is set. The attached file puts it into your calendar.',
      };
    case 'requested':
      return {
        badge: { text: toExpert ? 'Please answer' : 'Requested', tone: 'waiting' },
        heading: toExpert ? `${client} asks for a time with you` : `${expert} has your request`,
        intro: toExpert
          ? 'The time is kept until you confirm or decline.'
          : `The time is kept for you. You get another mail as soon as ${expert} has answered.`,
      };
    case 'confirmed':
      return {
        badge: { text: 'Confirmed', tone: 'good' },
        heading: toExpert ? `You are meeting ${client}` : `${expert} confirmed your time`,
        intro: 'Everything is set. The attached file puts it into your calendar.',
      };
    case 'declined':
      return {
        badge: { text: 'Declined', tone: 'off' },
        heading: toExpert ? `You declined ${client}’s time` : `${expert} cannot make this time`,
        intro: toExpert
          ? 'The time is free again. The attached file takes it out of your calendar.'
          : 'The request is closed. You are welcome to choose another time.',
      };
    case 'cancelled':
      return {
        badge: { text: 'Cancelled', tone: 'off' },
        heading: cancelledHeading(recipient, other, cancelledBy),
        intro: `${booking.expertLeaves ? '' : 'The time is free again. '}The attached file takes it out of your calendar.`,
      };
    case 'rescheduled':
      if (pending) {
        return {
          badge: { text: toExpert ? 'Please answer' : 'Requested', tone: 'waiting' },
          heading: toExpert
            ? `${client} asks for another time`
            : `${expert} has your request for another time`,
          intro: toExpert
            ? 'The old time is free again; the new one is kept until you confirm or decline.'
            : `The old time is given up, the new one kept for you. You get another mail as soon as ${expert} has answered.`,
        };
      }
      return {
        badge: { text: 'Moved', tone: 'good' },
        heading: `Your meeting with ${other} has a new time`,
        intro: 'The attached file moves it in your calendar.',
      };
  }
}

function cancelledHeading(recipient: Recipient, other: string, by: Recipient | null): string {
  if (by === null) return `Your meeting with ${other} is cancelled`;
  return by === recipient ? `You cancelled your meeting with ${other}` : `${other} cancelled your meeting`;
}

function actionsFor(booking: BookingMailPayload, links: BookingMailLinks): MailLink[] {
  const { kind, recipient } = booking;
  const join = takesPlace(booking) ? webAddress(booking.meetingUrl) : null;
  const actions: MailLink[] = join ? [{ label: 'Join the meeting', href: join }] : [];
  // Neither the portal nor the expert's page is there when the mail is read.
  if (booking.expertLeaves) return actions;
  if (recipient === 'expert') {
    actions.push({
      label:
        kind === 'requested' || (kind === 'rescheduled' && booking.pending)
          ? 'Confirm or decline'
          : 'Open in the portal',
      href: `${links.publicUrl}/portal/bookings/${encodeURIComponent(booking.bookingUid)}`,
    });
  } else if (recipient === 'guest') {
    return actions;
  } else if (kind === 'cancelled' || kind === 'declined') {
    const { handle } = booking.expert;
    actions.push({
      label: 'Choose another time',
      href: `${links.publicUrl}/${encodeURIComponent(handle)}/${encodeURIComponent(booking.slug)}`,
    });
  } else if (links.manage) {
    actions.push({ label: 'See, move or cancel', href: links.manage });
  }
  return actions;
}

function calendarChoices(links: CalendarLinks): MailLink[] {
  return [
    { label: 'Google', href: links.google },
    { label: 'Outlook', href: links.outlook },
    { label: 'Office 365', href: links.office365 },
    { label: 'Yahoo', href: links.yahoo },
  ];
}
