import fc from 'fast-check';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import type { CalendarEvent, CalendarMethod } from '../src/app/calendar-file/calendar-event';
import { calendarFile } from '../src/app/calendar-file/calendar-event';
import { manyLines, oneLine } from '../src/app/calendar-file/plain-text';

const CALENDARS = 1000;
const ROOT = join(__dirname, '../../..');

interface Read {
  name: string;
  properties: Record<string, unknown[]>;
  components: Read[];
  errors: string[];
}

interface ReadPerson {
  value: string;
  parameters: Record<string, string>;
}

/** As read by Python's `icalendar`. */
async function readByPython(files: readonly string[]): Promise<Read[]> {
  const reader = spawn(process.execPath, ['tools/icalendar/read.mjs'], { cwd: ROOT });
  reader.stdin.end(JSON.stringify(files));
  const [said, complaints] = await Promise.all([text(reader.stdout), text(reader.stderr)]);
  if (said === '') throw new Error(complaints);
  return JSON.parse(said) as Read[];
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(...'\r\n\t",;:\\^\'= n'.split(''), '\u2028', '漢', '👩🏽‍🚀', 'END:VEVENT'),
    maxLength: 80,
  }),
);
const anyInstant = fc
  .integer({ min: 0, max: Date.parse('2200-01-01T00:00:00Z') / 1000 })
  .map((seconds) => new Date(seconds * 1000));
const anyPerson = fc.record({ name: anyText, email: fc.emailAddress() });
const anyEvent: fc.Arbitrary<CalendarEvent> = fc.record({
  uid: fc.stringMatching(/^[A-Za-z0-9_-]{8,24}$/),
  sequence: fc.nat(10_000),
  status: fc.constantFrom('confirmed' as const, 'tentative' as const, 'cancelled' as const),
  start: anyInstant,
  end: anyInstant,
  title: anyText,
  description: anyText,
  location: anyText,
  url: fc.option(fc.webUrl({ withFragments: true, withQueryParameters: true })),
  organizer: anyPerson,
  attendees: fc.array(
    fc.oneof(
      anyPerson,
      fc.record({ name: fc.constant(''), email: fc.emailAddress(), isGuest: fc.constant(true) }),
    ),
    { maxLength: 6 },
  ),
  createdAt: anyInstant,
  updatedAt: anyInstant,
});
const anyMethod = fc.constantFrom<CalendarMethod | null>('PUBLISH', 'REQUEST', 'CANCEL', null);

const inQuotes = (name: string): string => oneLine(name).replaceAll('"', "'").replaceAll('\\', '/');
const iso = (instant: Date): string => instant.toISOString().replace('.000Z', '+00:00');

/** The expected result, in the reader's format. */
function expected(event: CalendarEvent, method: CalendarMethod | null) {
  const cancelled = method === 'CANCEL' || event.status === 'cancelled';
  const people = method === 'PUBLISH' ? [] : event.attendees;
  return {
    method: method ?? undefined,
    uid: `${event.uid}@expertbook`,
    sequence: event.sequence,
    instants: [event.start, event.end, event.updatedAt, event.createdAt, event.updatedAt].map(iso),
    title: oneLine(event.title),
    description: manyLines(event.description),
    location: oneLine(event.location),
    url: event.url === null ? undefined : new URL(event.url).href,
    status: cancelled ? 'CANCELLED' : event.status.toUpperCase(),
    transp: cancelled ? 'TRANSPARENT' : 'OPAQUE',
    organizer: [inQuotes(event.organizer.name), `mailto:${event.organizer.email}`],
    attendees: people.map(({ name, email, isGuest }) => [
      inQuotes(name || email),
      `mailto:${email}`,
      isGuest ? 'NEEDS-ACTION' : 'ACCEPTED',
      'REQ-PARTICIPANT',
      'FALSE',
      'INDIVIDUAL',
    ]),
    alarms: cancelled ? [] : [['DISPLAY', '-PT15M']],
    errors: [],
  };
}

function found(calendar: Read): ReturnType<typeof expected> {
  const [entry, ...more] = calendar.components;
  if (entry?.name !== 'VEVENT' || more.length > 0) throw new Error('Not one event');
  const { properties } = entry;
  const one = (name: string, all = properties) => {
    if ((all[name]?.length ?? 0) > 1) throw new Error(`Several ${name}`);
    return all[name]?.[0] as string | undefined;
  };
  const person = (name: string) => (properties[name] ?? []) as ReadPerson[];
  const said = ({ parameters, value }: ReadPerson) => [parameters['CN'] ?? '', decodeURIComponent(value)];
  const part = ['PARTSTAT', 'ROLE', 'RSVP', 'CUTYPE'];
  return {
    method: one('METHOD', calendar.properties) as CalendarMethod | undefined,
    uid: one('UID') ?? '',
    sequence: Number(one('SEQUENCE')),
    instants: ['DTSTART', 'DTEND', 'DTSTAMP', 'CREATED', 'LAST-MODIFIED'].map((name) => one(name) ?? ''),
    title: one('SUMMARY') ?? '',
    description: one('DESCRIPTION') ?? '',
    location: one('LOCATION') ?? '',
    url: one('URL'),
    status: one('STATUS') ?? '',
    transp: one('TRANSP') ?? '',
    organizer: person('ORGANIZER').flatMap(said),
    attendees: person('ATTENDEE').map((who) => [
      ...said(who),
      ...part.map((name) => who.parameters[name] ?? ''),
    ]),
    alarms: entry.components.map((alarm) =>
      ['ACTION', 'TRIGGER'].map((name) => one(name, alarm.properties) ?? ''),
    ),
    errors: [calendar, entry, ...entry.components].flatMap(({ errors }) => errors) as never[],
  };
}

describe('calendar files', () => {
  it(`are read alike by a parser in another language, ${CALENDARS} times`, async () => {
    const cases = fc.sample(fc.tuple(anyEvent, anyMethod), CALENDARS);
    const read = await readByPython(cases.map(([event, method]) => calendarFile(event, method)));
    expect(read).toHaveLength(CALENDARS);
    read.forEach((calendar, i) => {
      const [event, method] = cases[i] as [CalendarEvent, CalendarMethod | null];
      expect(found(calendar)).toEqual(expected(event, method));
    });
  });
});
