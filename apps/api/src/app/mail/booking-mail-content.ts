import type { CalendarLinks, Language } from '@expertbook/contracts';
import { shortened, webAddress } from '../calendar-file/plain-text';
import { bookingFacts } from './booking-facts';
import type { BookingMailPayload } from './booking-mails';
import { bookingWords } from './booking-words';
import { guestWords } from './guest-words';
import { localRange } from './local-time';
import type { MailContent, MailLink } from './mail-content';
import type { MailVoice } from './mail-voice';
import { mailVoice } from './mail-voice';

const MAX_SUBJECT = 150;

/** The words over a mail's facts. */
export interface MailWords {
  badge: MailContent['badge'];
  heading: string;
  intro: string;
}

/** The two sides' names, as a mail may say them. */
export type WhoMeets = Readonly<Record<'expert' | 'client', string>>;

/** The links of a mail that depend on the installation. */
export interface BookingMailLinks {
  /** Where people reach this installation, without a trailing slash. */
  publicUrl: string;
  /** The installation itself, by its host. */
  home: MailLink;
  /** The client's own page; null = the mail goes without it. */
  manage: string | null;
  calendar: CalendarLinks;
}

/** What its reader reads: experts as they chose, clients as they booked, guests as who invited them. */
export function mailLanguage({ recipient, expert, attendee }: BookingMailPayload): Language {
  return (recipient === 'expert' ? expert.language : (attendee.language ?? expert.language)) ?? 'en';
}

/** How the mail speaks to its reader: to experts with times as they chose, to clients and guests as the client's page did. */
function voiceFor(booking: BookingMailPayload): MailVoice {
  return mailVoice(mailLanguage(booking), booking.recipient === 'expert' ? booking.expert : booking.attendee);
}

/** What the mail says, in the recipient's own time zone, language and writing. */
export function bookingMailContent(booking: BookingMailPayload, links: BookingMailLinks): MailContent {
  const { recipient } = booking;
  const voice = voiceFor(booking);
  const { say, own } = voice;
  const toExpert = recipient === 'expert';
  const who = { expert: own(booking.expert.name), client: own(booking.attendee.name) };
  const zone = toExpert ? booking.expert.timeZone : booking.attendee.timeZone;
  const when = localRange(booking.start, booking.end, zone, voice);
  const words = recipient === 'guest' ? guestWords(booking, who, voice) : bookingWords(booking, who, voice);
  const subject = say(toExpert ? 'subject.expert' : 'subject.client', {
    ...who,
    badge: words.badge.text,
    when: when.short,
    title: own(booking.title),
  });
  return {
    language: voice.language,
    subject: shortened(subject, MAX_SUBJECT),
    preview: say('preview', { day: when.day, time: when.time, zone: when.zone }),
    ...words,
    facts: bookingFacts(booking, when, voice),
    actions: actionsFor(booking, links, voice),
    calendars: takesPlace(booking)
      ? { label: say('addToCalendar'), links: calendarChoices(links.calendar) }
      : null,
    footer: say(`footer.${recipient}`, { ...who, email: own(booking.attendee.email) }),
    home: links.home,
  };
}

/** Whether the session is going to take place, as far as anybody knows after this mail. */
function takesPlace({ kind, pending }: BookingMailPayload): boolean {
  return kind === 'booked' || kind === 'confirmed' || (kind === 'rescheduled' && !pending);
}

function actionsFor(booking: BookingMailPayload, links: BookingMailLinks, { say }: MailVoice): MailLink[] {
  const { kind, recipient } = booking;
  const join = takesPlace(booking) ? webAddress(booking.meetingUrl) : null;
  const actions: MailLink[] = join ? [{ label: say('action.join'), href: join }] : [];
  // Neither the portal nor the expert's page is there when the mail is read.
  if (booking.expertLeaves) return actions;
  if (recipient === 'expert') {
    const isAsked = kind === 'requested' || (kind === 'rescheduled' && booking.pending);
    actions.push({
      label: say(isAsked ? 'action.answer' : 'action.portal'),
      href: `${links.publicUrl}/portal/bookings/${encodeURIComponent(booking.bookingUid)}`,
    });
  } else if (recipient === 'guest') {
    return actions;
  } else if (kind === 'cancelled' || kind === 'declined') {
    const { handle } = booking.expert;
    actions.push({
      label: say('action.again'),
      href: `${links.publicUrl}/${encodeURIComponent(handle)}/${encodeURIComponent(booking.slug)}`,
    });
  } else if (links.manage) {
    actions.push({ label: say('action.manage'), href: links.manage });
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
