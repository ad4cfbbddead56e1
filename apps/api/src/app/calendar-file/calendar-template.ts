import type * as Ics from 'ics';

/** Method of the file (RFC 5546, 3.2), and status of the event. */
export interface TemplateShape {
  /** Null = no METHOD. */
  method: 'PUBLISH' | 'REQUEST' | 'CANCEL' | null;
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
}

/** Placeholders of a template, replaced by values in the calendar's syntax. */
export type Placeholder =
  | 'uid'
  | 'sequence'
  | 'stamp'
  | 'created'
  | 'start'
  | 'end'
  | 'title'
  | 'description'
  | 'location'
  | 'url'
  | 'organizerName'
  | 'organizerAddress'
  | 'name'
  | 'address';

/** Unfolded content lines in their order, with `{hole}` placeholders. */
export interface CalendarTemplate {
  /** Lines before the participants. */
  head: readonly string[];
  /** Line of a participant: the client, or a guest. */
  client: string;
  guest: string;
  /** Lines after the participants. */
  tail: readonly string[];
}

const ALARM_MINUTES_BEFORE = 15;
/** Used where the package only accepts an address; a name reserved by RFC 2606. */
const PLACE = 'hole.invalid';
/** The package requires a number for SEQUENCE. */
const SEQUENCE = 1_000_000_007;
/** For subscribed calendars; a file that is sent or downloaded once does not need it. */
const LEFT_OUT = ['X-PUBLISHED-TTL'];
/** The properties that people and programs need first; the package has another order. */
const ORDER = [
  ...['VERSION', 'PRODID', 'CALSCALE', 'METHOD'],
  ...['UID', 'SEQUENCE', 'DTSTAMP', 'CREATED', 'LAST-MODIFIED', 'DTSTART', 'DTEND'],
  ...['SUMMARY', 'DESCRIPTION', 'LOCATION', 'URL', 'STATUS', 'TRANSP', 'ORGANIZER'],
];

const templates = new Map<string, CalendarTemplate>();

/**
 * A file written by the `ics` package that contains no user text, made once. User text is not passed to the package:
 * its escaping of parameters can be bypassed, its folding takes seconds for long texts, and its validation rejects
 * existing addresses.
 */
export function calendarTemplate(shape: TemplateShape): CalendarTemplate {
  const key = `${shape.method} ${shape.status}`;
  let template = templates.get(key);
  if (!template) templates.set(key, (template = templateOf(write(shape))));
  return template;
}

/** The package's output for an event of this shape. */
function write({ method, status }: TemplateShape): string {
  const isOn = status !== 'CANCELLED';
  const event: Ics.EventAttributes & { timestamp: string } = {
    productId: '-//ExpertBook//ExpertBook//EN',
    method: method ?? undefined,
    uid: '{uid}@expertbook',
    sequence: SEQUENCE,
    // Instants as strings are not changed.
    timestamp: '{stamp}',
    created: '{created}',
    lastModified: '{stamp}',
    start: '{start}',
    end: '{end}',
    title: '{title}',
    description: '{description}',
    location: '{location}',
    url: `https://${PLACE}/`,
    status,
    transp: isOn ? 'OPAQUE' : 'TRANSPARENT',
    organizer: { name: '{organizerName}', email: `organizerAddress@${PLACE}` },
    attendees: [participant('ACCEPTED'), participant('NEEDS-ACTION')],
    ...(isOn && {
      alarms: [
        {
          action: 'display',
          description: '{title}',
          trigger: { before: true, minutes: ALARM_MINUTES_BEFORE },
        },
      ],
    }),
  };
  const { error, value } = ics().createEvent(event);
  if (value === null) throw new Error('The calendar package refuses its template.', { cause: error });
  return value;
}

/**
 * The client booked, so their status is accepted; a guest has not replied. No reply is requested: a reply in a
 * calendar goes to the organizer's mailbox and does not reach the booking. The manage link is the way to cancel.
 */
function participant(partstat: 'ACCEPTED' | 'NEEDS-ACTION'): Ics.Attendee {
  const email = `address@${PLACE}`;
  return { name: '{name}', email, partstat, rsvp: false, role: 'REQ-PARTICIPANT', cutype: 'INDIVIDUAL' };
}

function templateOf(text: string): CalendarTemplate {
  const lines = text
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((line) => line !== '' && !LEFT_OUT.includes(nameOf(line)))
    .map(withPlaceholders);
  const [client, guest] = lines.filter((line) => nameOf(line) === 'ATTENDEE');
  if (client === undefined || guest === undefined) throw new Error('The calendar package names nobody.');
  const event = lines.indexOf('BEGIN:VEVENT');
  const alarm = lines.indexOf('BEGIN:VALARM');
  const end = alarm < 0 ? lines.indexOf('END:VEVENT') : alarm;
  return {
    head: [
      'BEGIN:VCALENDAR',
      ...inOrder(lines.slice(1, event)),
      'BEGIN:VEVENT',
      ...inOrder(lines.slice(event + 1, end).filter((line) => nameOf(line) !== 'ATTENDEE')),
    ],
    client,
    guest,
    tail: lines.slice(end),
  };
}

/** Replaces the sample values by placeholders; keywords need no quotes (RFC 5545, 3.2). */
function withPlaceholders(line: string): string {
  return line
    .replace(/:mailto:(\w+)@hole\.invalid$/i, ':{$1}')
    .replace(`https://${PLACE}/`, '{url}')
    .replace(String(SEQUENCE), '{sequence}')
    .replace(/="([A-Z-]+)"/g, '=$1')
    .replace(/"(\{\w+\})"/, '$1');
}

function nameOf(line: string): string {
  return /^[A-Z-]+/.exec(line)?.[0] ?? '';
}

function inOrder(lines: readonly string[]): string[] {
  return [...lines].sort((a, b) => ORDER.indexOf(nameOf(a)) - ORDER.indexOf(nameOf(b)));
}

/** Loaded with the first file, so that it does not slow down the start. */
function ics(): typeof Ics {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- files are made in synchronous code
  return require('ics') as typeof Ics;
}
