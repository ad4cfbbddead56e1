import type { Attendee, Booking, BookingLinks, EventLocation, Language } from '@expertbook/contracts';
import { formatInstant } from '@expertbook/scheduling';
import type { CalendarEvent } from '../calendar-file/calendar-event';
import { participantsOf } from '../calendar-file/calendar-event';
import { calendarLinks } from '../calendar-file/calendar-links';
import type { Expert } from '../offerings/expert.schema';
import { answersText } from '../mail/booking-facts';
import { mailLocale } from '../mail/mail-locale';
import type { AttendeeRecord, BookingRecord } from '../calendars/booking.schema';
import { statusAt } from './booking-status';

/** A booking from the view of one attendee, with its expert. */
export interface SeenBooking {
  booking: BookingRecord;
  attendee: AttendeeRecord;
  expert: Expert;
}

/** `PUBLIC_URL`-based addresses of one attendee's booking. */
export interface BookingUrls {
  manage: (token: string) => string;
  ics: string;
}

export function bookingUrls(publicUrl: string, uid: string): BookingUrls {
  return {
    // In the fragment, which browsers do not send: no log and no referrer contains the token.
    manage: (token) => `${publicUrl}/bookings/${uid}#token=${token}`,
    ics: `${publicUrl}/api/v1/bookings/${uid}/calendar.ics`,
  };
}

/** The attendee's language: that of the page on which they booked; without one, the expert's. */
export function languageOf({ attendee, expert }: SeenBooking): Language {
  return attendee.language ?? expert.language ?? 'en';
}

/** Hour cycle and region of a person, as far as known. */
export function writingOf({
  hourCycle,
  region,
}: Pick<Attendee, 'hourCycle' | 'region'>): Pick<Attendee, 'hourCycle' | 'region'> {
  return { ...(hourCycle && { hourCycle }), ...(region && { region }) };
}

/** Additional content of a calendar file. */
export interface CalendarExtras {
  answers?: readonly { label: string; value: string | boolean }[];
  /** The client's own page, with its token. */
  manage?: string | null;
}

/**
 * The booking as a calendar event. `organizerEmail` is only in the files of client and expert.
 * @param language of the calendar's owner
 * @param more content only for that owner's file
 */
export function toCalendarEvent(
  { booking, attendee, expert }: SeenBooking,
  organizerEmail: string,
  language: Language,
  { answers = [], manage = null }: CalendarExtras = {},
): CalendarEvent {
  const locale = mailLocale(language);
  const { translate } = locale;
  const meetingUrl = meetingUrlFor(booking, attendee);
  const dead =
    attendee.status === 'cancelled' || attendee.status === 'declined' || attendee.status === 'rescheduled';
  return {
    uid: attendee.calendarUid,
    sequence: attendee.sequence,
    status: dead ? 'cancelled' : attendee.status === 'pending' ? 'tentative' : 'confirmed',
    start: booking.start,
    end: booking.end,
    title: translate('calendar.title', { title: booking.title, expert: expert.name, client: attendee.name }),
    description: [
      meetingUrl ? translate('calendar.join', { url: meetingUrl }) : '',
      answersText(answers, locale),
      attendee.notes,
      manage && !dead ? translate('calendar.manage', { url: manage }) : '',
    ]
      .filter(Boolean)
      .join('\n\n'),
    location: meetingUrl ?? placeFor(booking, attendee).value ?? '',
    url: meetingUrl,
    organizer: { name: expert.name, email: organizerEmail },
    attendees: participantsOf(attendee, attendee.guests ?? []),
    createdAt: attendee.createdAt,
    updatedAt: booking.history.at(-1)?.at ?? attendee.createdAt,
  };
}

/** The link to the meeting, for present attendees: one who left a group must not join it later. */
function meetingUrlFor(booking: BookingRecord, { status }: AttendeeRecord): string | null {
  return status === 'confirmed' || status === 'no_show' ? booking.meetingUrl : null;
}

/** The location, as visible to this attendee: for a `link` it is the meeting link. */
function placeFor(booking: BookingRecord, attendee: AttendeeRecord): EventLocation {
  const { location } = booking;
  return location.kind === 'link' && meetingUrlFor(booking, attendee) === null ? { kind: 'link' } : location;
}

/**
 * The response format. Times have the expert's offset, those of the attendee the attendee's.
 * @param now decides whether a confirmed booking counts as completed
 * @param answers for the links to online calendars
 */
export function toBooking(
  seen: SeenBooking,
  publicUrl: string,
  now: Date,
  answers: CalendarExtras['answers'] = [],
): Booking {
  const { booking, attendee, expert } = seen;
  const respondBy = attendee.status === 'pending' ? attendee.respondBy : undefined;
  const timesIn = (zone: string) => ({
    start: formatInstant(zone, booking.start.getTime()),
    end: formatInstant(zone, booking.end.getTime()),
    ...(respondBy && { respondBy: formatInstant(zone, respondBy.getTime()) }),
  });
  const language = languageOf(seen);
  const calendar = calendarLinks(
    toCalendarEvent(seen, '', language, { answers }),
    bookingUrls(publicUrl, attendee.uid).ics,
  );
  return {
    uid: attendee.uid,
    status: statusAt(attendee.status, booking.end, now),
    ...timesIn(expert.timeZone),
    attendeeTimes: timesIn(attendee.timeZone),
    duration: booking.duration,
    eventType: { id: String(booking.eventTypeId), slug: booking.slug, title: booking.title },
    expert: {
      handle: expert.handle,
      name: expert.name,
      timeZone: expert.timeZone,
      brandColor: expert.brandColor ?? null,
      look: expert.look ?? 'classic',
    },
    attendee: {
      name: attendee.erasedAt ? mailLocale(expert.language ?? 'en').translate('erasedClient') : attendee.name,
      email: attendee.email,
      timeZone: attendee.timeZone,
      language,
      ...writingOf(attendee),
    },
    guests: attendee.guests ?? [],
    location: placeFor(booking, attendee),
    meetingUrl: meetingUrlFor(booking, attendee),
    answers: attendee.answers,
    notes: attendee.notes,
    cancelReason: attendee.cancelReason,
    cancelledBy: attendee.cancelledBy,
    ...(attendee.endReason && { endReason: attendee.endReason }),
    rescheduledTo: attendee.rescheduledTo,
    rescheduledFrom: attendee.rescheduledFrom,
    session: booking.seats > 1 ? { seats: booking.seats, seatsTaken: booking.seatsTaken } : null,
    createdAt: attendee.createdAt.toISOString(),
    ...(attendee.erasedAt && { erasedAt: attendee.erasedAt.toISOString() }),
    links: { calendar },
  };
}

/** The links of the 201 response, the only ones with the token. */
export function toBookingLinks(booking: Booking, publicUrl: string, token: string): BookingLinks {
  return { ...booking.links, manage: bookingUrls(publicUrl, booking.uid).manage(token) };
}
