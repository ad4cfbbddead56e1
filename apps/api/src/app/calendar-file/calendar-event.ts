import { foldLines, mailtoValue, quotedValue, textValue, utcValue } from './calendar-lines';
import type { Placeholder } from './calendar-template';
import { calendarTemplate } from './calendar-template';
import { manyLines, oneLine, webAddress } from './plain-text';

export interface CalendarParticipant {
  /** Where it is empty, the address is used. */
  name: string;
  email: string;
  /** Added by another person, so the participation is unknown. False when left out. */
  isGuest?: boolean;
}

/** The participants of a booking's entry: the client, then their guests. */
export function participantsOf(
  { name, email }: CalendarParticipant,
  guests: readonly string[],
): CalendarParticipant[] {
  return [{ name, email }, ...guests.map((guest) => ({ name: '', email: guest, isGuest: true }))];
}

/** One session as a calendar event. Instants are UTC; texts may contain anything and are escaped in the file. */
export interface CalendarEvent {
  /** Stays the same as long as it is the same entry in calendars, also after a reschedule. */
  uid: string;
  /** iTIP SEQUENCE (RFC 5546): 0 at first, higher with every change; calendars ignore lower ones. */
  sequence: number;
  status: 'confirmed' | 'tentative' | 'cancelled';
  start: Date;
  end: Date;
  title: string;
  /** May have several lines. */
  description: string;
  /** Shown as the location; the meeting link where there is one. */
  location: string;
  /** The meeting link; left out of the file unless it is http or https. */
  url: string | null;
  organizer: CalendarParticipant;
  attendees: CalendarParticipant[];
  createdAt: Date;
  updatedAt: Date;
}

/**
 * The action that the file requests from a calendar (RFC 5546, 3.2). REQUEST: enter or change this; CANCEL: remove
 * it; PUBLISH: an event without participants, because a published event must not name any.
 */
export type CalendarMethod = 'PUBLISH' | 'REQUEST' | 'CANCEL';

/** Null = the line with the placeholder is left out. */
type Values = Readonly<Partial<Record<Placeholder, string | null>>>;

/**
 * The event as an iCalendar file (RFC 5545, RFC 5546): CRLF line ends, lines of at most 75 octets, UTC times. The
 * same event gives the same bytes.
 * @param method null = a plain snapshot without METHOD but with participants, for downloads
 */
export function calendarFile(event: CalendarEvent, method: CalendarMethod | null): string {
  return foldLines(contentLines(event, method));
}

/** The lines of {@link calendarFile}, not folded. */
export function contentLines(event: CalendarEvent, method: CalendarMethod | null): string[] {
  const status = method === 'CANCEL' ? 'CANCELLED' : STATUSES[event.status];
  const template = calendarTemplate({ method, status });
  const values = valuesOf(event);
  const participants = method === 'PUBLISH' ? [] : event.attendees;
  return [
    ...template.head.flatMap((line) => filled(line, values)),
    ...participants.flatMap(({ name, email, isGuest }) =>
      filled(isGuest ? template.guest : template.client, {
        name: quotedValue(oneLine(name || email)),
        address: mailtoValue(oneLine(email)),
      }),
    ),
    ...template.tail.flatMap((line) => filled(line, values)),
  ];
}

const STATUSES = { confirmed: 'CONFIRMED', tentative: 'TENTATIVE', cancelled: 'CANCELLED' } as const;

function valuesOf(event: CalendarEvent): Values {
  const { organizer } = event;
  return {
    uid: textValue(oneLine(event.uid)),
    sequence: String(Math.trunc(event.sequence)),
    stamp: utcValue(event.updatedAt),
    created: utcValue(event.createdAt),
    start: utcValue(event.start),
    end: utcValue(event.end),
    title: textValue(oneLine(event.title)),
    description: textValue(manyLines(event.description)) || null,
    location: textValue(oneLine(event.location)) || null,
    url: webAddress(event.url),
    organizerName: quotedValue(oneLine(organizer.name)),
    organizerAddress: mailtoValue(oneLine(organizer.email)),
  };
}

const HOLE = /\{(\w+)\}/g;

/** The line with its placeholders filled, or no line. */
function filled(line: string, values: Values): string[] {
  let isWhole = true;
  const text = line.replace(HOLE, (_, hole: Placeholder) => {
    const value = values[hole] ?? null;
    isWhole &&= value !== null;
    return value ?? '';
  });
  return isWhole ? [text] : [];
}
