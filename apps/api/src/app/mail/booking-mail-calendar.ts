import type { Language } from '@expertbook/contracts';
import type { CalendarEvent, CalendarMethod } from '../calendar-file/calendar-event';
import { participantsOf } from '../calendar-file/calendar-event';
import { oneLine, webAddress } from '../calendar-file/plain-text';
import { answersText, placeName } from './booking-facts';
import { mailLanguage } from './booking-mail-reader';
import type { BookingMailKind } from './booking-mail-input';
import type { BookingMailPayload } from './booking-mails';
import { isEnd } from './booking-mails';
import { isSuccessor } from './booking-entry';
import type { MailLocale } from './mail-locale';
import { mailLocale } from './mail-locale';

/** The calendar method of each kind; null for a request, which is in no calendar yet. */
const METHODS: Readonly<Record<BookingMailKind, CalendarMethod | null>> = {
  booked: 'REQUEST',
  confirmed: 'REQUEST',
  rescheduled: 'REQUEST',
  cancelled: 'CANCEL',
  requested: null,
  reminder: null,
  declined: null,
  expired: null,
};

/** Whether the reader's calendar gets the entry without this mail. */
export function isWrittenForReader({ recipient, isWrittenOut }: BookingMailPayload): boolean {
  return recipient === 'expert' && isWrittenOut === true;
}

/** The method of the mail's calendar file; null = the mail has none. */
export function calendarMethodOf(booking: BookingMailPayload): CalendarMethod | null {
  if (isWrittenForReader(booking)) return null;
  const refused = booking.kind === 'declined' || booking.kind === 'expired';
  const method = refused && isSuccessor(booking) ? 'CANCEL' : METHODS[booking.kind];
  return method === 'CANCEL' && booking.unannounced ? null : method;
}

/**
 * The booking as a calendar entry.
 * @param changedAt when this change of the booking was made
 * @param manage the client's own page, for the file in the client's own mail; other recipients get none
 */
export function bookingCalendarEvent(
  booking: BookingMailPayload,
  changedAt: Date,
  manage: string | null = null,
): CalendarEvent {
  const url = booking.pending ? null : webAddress(booking.meetingUrl);
  const { expert, attendee, guests = [], guest } = booking;
  const locale = calendarLocale(mailLanguage(booking));
  const { translate } = locale;
  const who = { expert: expert.name, client: attendee.name };
  const lines = [
    ...(url ? [translate('calendar.join', { url })] : []),
    translate('calendar.who', { ...who, duration: translate('minutes', { count: booking.duration }) }),
    answersText(booking.answers, locale),
    ...(booking.notes ? [translate('calendar.notes', { notes: booking.notes })] : []),
    ...(manage && !isEnd(booking.kind) ? [translate('calendar.manage', { url: manage })] : []),
  ];
  return {
    uid: booking.calendarUid ?? booking.bookingUid,
    sequence: booking.sequence,
    status: statusOf(booking),
    start: booking.start,
    end: booking.end,
    title: translate('calendar.title', { ...who, title: booking.title }),
    description: lines.filter(Boolean).join('\n'),
    location: url ?? placeName(booking.location, locale),
    url,
    organizer: { name: expert.name, email: expert.email },
    attendees: participantsOf(attendee, guest === undefined ? guests : [guest]),
    createdAt: booking.createdAt,
    updatedAt: changedAt,
  };
}

const calendarLocales = new Map<Language, MailLocale>();

/** Without isolates: calendars show a text unchanged, and some draw every invisible character. */
function calendarLocale(language: Language): MailLocale {
  let locale = calendarLocales.get(language);
  if (!locale) {
    locale = { ...mailLocale(language), isolateBidi: oneLine, isolateBidiLines: (text) => [text] };
    calendarLocales.set(language, locale);
  }
  return locale;
}

function statusOf({ kind, pending }: BookingMailPayload): CalendarEvent['status'] {
  if (isEnd(kind)) return 'cancelled';
  return pending ? 'tentative' : 'confirmed';
}
