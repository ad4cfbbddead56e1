import { foldLines, mailtoValue, quotedValue, textValue, utcValue } from './calendar-lines';
import { manyLines, oneLine, webAddress } from './plain-text';

export { calendarLinks } from './calendar-links';

export interface CalendarParticipant {
  /** Where it is empty, the address stands in for an attendee's. */
  name: string;
  email: string;
  /** Somebody else gave the address: whether they come, nobody knows. False when left out. */
  isGuest?: boolean;
}

/** Who is in a booking's entry: the client, then those they invited. */
export function participantsOf(
  { name, email }: CalendarParticipant,
  guests: readonly string[],
): CalendarParticipant[] {
  return [{ name, email }, ...guests.map((guest) => ({ name: '', email: guest, isGuest: true }))];
}

/** One session as calendars know it. Instants are UTC; texts may hold anything, they are made safe on the way out. */
export interface CalendarEvent {
  /** Stays the same for as long as it is the same entry in people's calendars, so also when the session is moved. */
  uid: string;
  /** iTIP SEQUENCE (RFC 5546): 0 at first, higher with every change; calendars ignore lower ones. */
  sequence: number;
  status: 'confirmed' | 'tentative' | 'cancelled';
  start: Date;
  end: Date;
  title: string;
  /** May have several lines. */
  description: string;
  /** Shown as the place; the meeting link where there is one. */
  location: string;
  /** The meeting link; left out of the file unless it is http or https. */
  url: string | null;
  organizer: CalendarParticipant;
  attendees: CalendarParticipant[];
  createdAt: Date;
  updatedAt: Date;
}

/**
 * What the file asks of a calendar (RFC 5546, 3.2). REQUEST: enter or change this; CANCEL: remove it; PUBLISH: here is an
 * event, without participants, because a published event must not name any.
 */
export type CalendarMethod = 'PUBLISH' | 'REQUEST' | 'CANCEL';

const ALARM_MINUTES_BEFORE = 15;

/**
 * The event as an iCalendar file (RFC 5545, RFC 5546): CRLF line ends, lines of at most 75 octets, UTC times. The same
 * event gives the same bytes.
 * @param method null = a plain snapshot without METHOD, participants included: what a download should be
 */
export function calendarFile(event: CalendarEvent, method: CalendarMethod | null): string {
  const cancelled = method === 'CANCEL' || event.status === 'cancelled';
  const url = webAddress(event.url);
  return foldLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//ExpertBook//ExpertBook//EN',
    'CALSCALE:GREGORIAN',
    ...(method === null ? [] : [`METHOD:${method}`]),
    'BEGIN:VEVENT',
    `UID:${textValue(oneLine(event.uid))}@expertbook`,
    `SEQUENCE:${Math.trunc(event.sequence)}`,
    `DTSTAMP:${utcValue(event.updatedAt)}`,
    `CREATED:${utcValue(event.createdAt)}`,
    `LAST-MODIFIED:${utcValue(event.updatedAt)}`,
    `DTSTART:${utcValue(event.start)}`,
    `DTEND:${utcValue(event.end)}`,
    `SUMMARY:${textValue(oneLine(event.title))}`,
    ...optional('DESCRIPTION', manyLines(event.description)),
    ...optional('LOCATION', oneLine(event.location)),
    ...(url === null ? [] : [`URL:${url}`]),
    `STATUS:${cancelled ? 'CANCELLED' : event.status.toUpperCase()}`,
    `TRANSP:${cancelled ? 'TRANSPARENT' : 'OPAQUE'}`,
    organizerLine(event.organizer),
    ...(method === 'PUBLISH' ? [] : event.attendees.map(attendeeLine)),
    ...(cancelled ? [] : alarmLines(event)),
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
}

function optional(name: string, text: string): string[] {
  return text === '' ? [] : [`${name}:${textValue(text)}`];
}

function organizerLine({ name, email }: CalendarParticipant): string {
  return `ORGANIZER;CN=${quotedValue(oneLine(name))}:${mailtoValue(oneLine(email))}`;
}

/**
 * The attendee booked, so has accepted; a guest has yet to say. No reply is asked for: an answer pressed in a calendar goes to the organizer's
 * mailbox, where no booking hears of it; the manage link is the way to cancel.
 */
function attendeeLine({ name, email, isGuest }: CalendarParticipant): string {
  const answer = isGuest ? 'NEEDS-ACTION' : 'ACCEPTED';
  const parameters = `CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=${answer};RSVP=FALSE`;
  return `ATTENDEE;${parameters};CN=${quotedValue(oneLine(name || email))}:${mailtoValue(oneLine(email))}`;
}

function alarmLines(event: CalendarEvent): string[] {
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${textValue(oneLine(event.title))}`,
    `TRIGGER:-PT${ALARM_MINUTES_BEFORE}M`,
    'END:VALARM',
  ];
}
