import type { CalendarLinks } from '@expertbook/contracts';
import { shortened, webAddress } from '../calendar-file/plain-text';
import { bookingFacts } from './booking-facts';
import { isWrittenForReader } from './booking-mail-calendar';
import type { BookingMailPayload } from './booking-mails';
import { bookingWords } from './booking-words';
import { readerLocale } from './booking-mail-reader';
import { isEnd } from './booking-mails';
import { guestWords } from './guest-words';
import { localRange } from './local-time';
import type { MailContent, MailLink } from './mail-content';
import { accentOf, mailMark } from './mail-mark';
import type { MailLocale } from './mail-locale';

const MAX_SUBJECT = 150;

/** The links of a mail that depend on the installation. */
export interface BookingMailLinks {
  /** Public address of this installation, without a trailing slash. */
  publicUrl: string;
  /** The installation, labelled with its host. */
  home: MailLink;
  /** The client's own page; null = the mail has no such link. */
  manage: string | null;
  /** Where the expert responds to the request; null = the mail has no such link. */
  answer: string | null;
  /** The expert's photo; null = none. */
  photo: string | null;
  calendar: CalendarLinks;
}

/** The content of a mail, in the recipient's time zone, language, hour cycle and region. */
export function bookingMailContent(booking: BookingMailPayload, links: BookingMailLinks): MailContent {
  const { recipient } = booking;
  const locale = readerLocale(booking);
  const { translate, isolateBidi } = locale;
  const toExpert = recipient === 'expert';
  const who = { expert: isolateBidi(booking.expert.name), client: isolateBidi(booking.attendee.name) };
  const zone = toExpert ? booking.expert.timeZone : booking.attendee.timeZone;
  const when = localRange(booking.start, booking.end, zone, locale);
  const words = recipient === 'guest' ? guestWords(booking, who, locale) : bookingWords(booking, who, locale);
  const names = { ...who, email: isolateBidi(booking.attendee.email) };
  const subject = translate(toExpert ? 'subject.expert' : 'subject.client', {
    ...who,
    title: isolateBidi(booking.title),
  });
  return {
    language: locale.language,
    subject: shortened(subject, MAX_SUBJECT),
    preview: translate('preview', {
      badge: words.badge.text,
      day: when.day,
      time: when.time,
      zone: when.zone,
    }),
    look: { name: who.expert, photo: links.photo, accent: accentOf(booking) },
    ...words,
    facts: bookingFacts(booking, when, locale, mailMark(booking, links.publicUrl)),
    actions: actionsFor(booking, links, locale),
    calendars:
      takesPlace(booking) && !isWrittenForReader(booking)
        ? { label: translate('addToCalendar'), links: calendarChoices(links.calendar) }
        : null,
    footer: booking.unproven ? translate('footer.unproven', names) : translate(`footer.${recipient}`, names),
    home: links.home,
  };
}

/** Whether the session takes place, as far as is known after this mail. */
function takesPlace({ kind, pending }: BookingMailPayload): boolean {
  return kind === 'booked' || kind === 'confirmed' || (kind === 'rescheduled' && !pending);
}

function actionsFor(
  booking: BookingMailPayload,
  links: BookingMailLinks,
  { translate }: MailLocale,
): MailLink[] {
  const { kind, recipient } = booking;
  const join = takesPlace(booking) ? webAddress(booking.meetingUrl) : null;
  const actions: MailLink[] = join ? [{ label: translate('action.join'), href: join }] : [];
  // When the mail is read, neither the portal nor the expert's page exists.
  if (booking.expertLeaves) return actions;
  if (recipient === 'guest') return actions;
  if (recipient === 'expert') {
    const portal = `${links.publicUrl}/portal/bookings/${encodeURIComponent(booking.bookingUid)}`;
    const isAsked =
      kind === 'requested' || kind === 'reminder' || (kind === 'rescheduled' && booking.pending);
    if (isAsked) actions.push({ label: translate('action.answer'), href: links.answer ?? portal });
    if (!isAsked || links.answer) actions.push({ label: translate('action.portal'), href: portal });
    return actions;
  }
  if (isEnd(kind)) {
    const { handle } = booking.expert;
    actions.push({
      label: translate('action.again'),
      href: `${links.publicUrl}/${encodeURIComponent(handle)}/${encodeURIComponent(booking.slug)}`,
    });
  }
  if (links.manage) {
    actions.push({ label: translate(isEnd(kind) ? 'action.view' : 'action.manage'), href: links.manage });
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
