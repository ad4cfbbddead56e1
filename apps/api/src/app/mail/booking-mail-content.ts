import type { CalendarLinks } from '@expertbook/contracts';
import { shortened, webAddress } from '../calendar-file/plain-text';
import { bookingFacts } from './booking-facts';
import type { BookingMailPayload } from './booking-mails';
import { bookingWords } from './booking-words';
import { readersVoice } from './booking-mail-reader';
import { isEnd } from './booking-mails';
import { guestWords } from './guest-words';
import { localRange } from './local-time';
import type { MailContent, MailLink } from './mail-content';
import { accentOf, mailMark } from './mail-mark';
import type { MailLocale } from './mail-locale';

const MAX_SUBJECT = 150;

/** The links of a mail that depend on the installation. */
export interface BookingMailLinks {
  /** Where people reach this installation, without a trailing slash. */
  publicUrl: string;
  /** The installation itself, by its host. */
  home: MailLink;
  /** The client's own page; null = the mail goes without it. */
  manage: string | null;
  /** Where the expert answers the request; null = the mail goes without it. */
  answer: string | null;
  /** The expert's photo; null = there is none. */
  photo: string | null;
  calendar: CalendarLinks;
}

/** What the mail says, in the recipient's own time zone, language and writing. */
export function bookingMailContent(booking: BookingMailPayload, links: BookingMailLinks): MailContent {
  const { recipient } = booking;
  const voice = readersVoice(booking);
  const { translate: say, own } = voice;
  const toExpert = recipient === 'expert';
  const who = { expert: own(booking.expert.name), client: own(booking.attendee.name) };
  const zone = toExpert ? booking.expert.timeZone : booking.attendee.timeZone;
  const when = localRange(booking.start, booking.end, zone, voice);
  const words = recipient === 'guest' ? guestWords(booking, who, voice) : bookingWords(booking, who, voice);
  const names = { ...who, email: own(booking.attendee.email) };
  const subject = say(toExpert ? 'subject.expert' : 'subject.client', {
    ...who,
    title: own(booking.title),
  });
  return {
    language: voice.language,
    subject: shortened(subject, MAX_SUBJECT),
    preview: say('preview', { badge: words.badge.text, day: when.day, time: when.time, zone: when.zone }),
    look: { name: who.expert, photo: links.photo, accent: accentOf(booking) },
    ...words,
    facts: bookingFacts(booking, when, voice, mailMark(booking, links.publicUrl)),
    actions: actionsFor(booking, links, voice),
    calendars: takesPlace(booking)
      ? { label: say('addToCalendar'), links: calendarChoices(links.calendar) }
      : null,
    footer: booking.unproven ? say('footer.unproven', names) : say(`footer.${recipient}`, names),
    home: links.home,
  };
}

/** Whether the session is going to take place, as far as anybody knows after this mail. */
function takesPlace({ kind, pending }: BookingMailPayload): boolean {
  return kind === 'booked' || kind === 'confirmed' || (kind === 'rescheduled' && !pending);
}

function actionsFor(
  booking: BookingMailPayload,
  links: BookingMailLinks,
  { translate: say }: MailLocale,
): MailLink[] {
  const { kind, recipient } = booking;
  const join = takesPlace(booking) ? webAddress(booking.meetingUrl) : null;
  const actions: MailLink[] = join ? [{ label: say('action.join'), href: join }] : [];
  // Neither the portal nor the expert's page is there when the mail is read.
  if (booking.expertLeaves) return actions;
  if (recipient === 'guest') return actions;
  if (recipient === 'expert') {
    const portal = `${links.publicUrl}/portal/bookings/${encodeURIComponent(booking.bookingUid)}`;
    const isAsked =
      kind === 'requested' || kind === 'reminder' || (kind === 'rescheduled' && booking.pending);
    if (isAsked) actions.push({ label: say('action.answer'), href: links.answer ?? portal });
    if (!isAsked || links.answer) actions.push({ label: say('action.portal'), href: portal });
    return actions;
  }
  if (isEnd(kind)) {
    const { handle } = booking.expert;
    actions.push({
      label: say('action.again'),
      href: `${links.publicUrl}/${encodeURIComponent(handle)}/${encodeURIComponent(booking.slug)}`,
    });
  }
  if (links.manage) {
    actions.push({ label: say(isEnd(kind) ? 'action.view' : 'action.manage'), href: links.manage });
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
