import type * as Ics from 'ics';

/** What the file asks of a calendar (RFC 5546, 3.2), and how far the event has come. */
export interface TemplateShape {
  /** Null = no METHOD. */
  method: 'PUBLISH' | 'REQUEST' | 'CANCEL' | null;
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
}

/** Holes of a template: values stand in their place, as they are to be read by the calendar's grammar. */
export type Hole =
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

/** Unfolded content lines in their order, with `{hole}`s. */
export interface CalendarTemplate {
  /** Up to the participants. */
  head: readonly string[];
  /** For each participant, by whether they were invited by another person. */
  client: string;
  guest: string;
  /** After the participants. */
  tail: readonly string[];
}

const ALARM_MINUTES_BEFORE = 15;
/** In addresses, where the package takes nothing that is not one; names reserved by RFC 2606. */
const PLACE = 'hole.invalid';
/** SEQUENCE is a number to the package. */
const SEQUENCE = 1_000_000_007;
/** Of calendars that are subscribed to; a file that is sent or downloaded once has none. */
const LEFT_OUT = ['X-PUBLISHED-TTL'];
/** What people and programs look for first; the package has its own order. */
const ORDER = [
  ...['VERSION', 'PRODID', 'CALSCALE', 'METHOD'],
  ...['UID', 'SEQUENCE', 'DTSTAMP', 'CREATED', 'LAST-MODIFIED', 'DTSTART', 'DTEND'],
  ...['SUMMARY', 'DESCRIPTION', 'LOCATION', 'URL', 'STATUS', 'TRANSP', 'ORGANIZER'],
];

const templates = new Map<string, CalendarTemplate>();

/**
 * The file of such an event as the `ics` package writes it, without a word of anybody's in it: its escaping of parameters
 * can be broken out of, its folding takes seconds for long texts, and its checks refuse addresses that exist. Made once.
 */
export function calendarTemplate(shape: TemplateShape): CalendarTemplate {
  const key = `${shape.method} ${shape.status}`;
  let template = templates.get(key);
  if (!template) templates.set(key, (template = templateOf(write(shape))));
  return template;
}

/** The package's own text for an event of this shape. */
function write({ method, status }: TemplateShape): string {
  const isOn = status !== 'CANCELLED';
  const event: Ics.EventAttributes & { timestamp: string } = {
    productId: '-//ExpertBook//ExpertBook//EN',
    method: method ?? undefined,
    uid: '{uid}@expertbook',
    sequence: SEQUENCE,
    // Texts of instants are taken as they are.
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
 * The attendee booked, so has accepted; a guest has yet to say. No reply is asked for: an answer pressed in a calendar goes to the
 * organizer's mailbox, where no booking hears of it; the manage link is the way to cancel.
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
    .map(withHoles);
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

/** What stands for a value becomes a hole; words of the grammar need no quotes (RFC 5545, 3.2). */
function withHoles(line: string): string {
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

/** Loaded with the first file: a start does not wait for it and what it checks with. */
function ics(): typeof Ics {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- files are made where nothing can be waited for
  return require('ics') as typeof Ics;
}
