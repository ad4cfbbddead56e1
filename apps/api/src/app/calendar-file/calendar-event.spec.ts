import fc from 'fast-check';
import type { CalendarEvent, CalendarMethod } from './calendar-event';
import { calendarFile, participantsOf } from './calendar-event';
import { manyLines, oneLine } from './plain-text';
import { readCalendar, valueOf } from './read-calendar.fixture';

const EVENT: CalendarEvent = {
  uid: 'k7Qm3vxt',
  sequence: 2,
  status: 'confirmed',
  start: new Date('2027-01-04T08:00:00Z'),
  end: new Date('2027-01-04T08:30:00Z'),
  title: 'Intro, part 1; with Ada',
  description: 'Line one\nLine two: a\\b',
  location: 'https://meet.jit.si/ExpertBook-abc',
  url: 'https://meet.jit.si/ExpertBook-abc',
  organizer: { name: 'Ada Lovelace', email: 'ada@example.org' },
  attendees: [{ name: 'Grace Hopper', email: 'grace@example.org' }],
  createdAt: new Date('2026-12-01T10:00:00Z'),
  updatedAt: new Date('2026-12-02T11:00:00Z'),
};

/** Any possible input: all of Unicode, controls, lone surrogates and common attacks. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 })
    .map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom('\r\n', '\n', '\r', '\r\n ', '\u2028', '\u0085', '"', "'", ';', ':', ',', '\\', '\\n', '^', '^n', "^'", '=', ' ', '\t', '👩🏽‍🚀', 'X-EVIL:1', 'END:VEVENT', 'BEGIN:VALARM', 'ATTENDEE:mailto:eve@evil.example', 'é', '漢字', '\ud800', '\udc00'), // prettier-ignore
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);
const anyInstant = fc
  .integer({ min: 0, max: Date.parse('2200-01-01T00:00:00Z') / 1000 })
  .map((seconds) => new Date(seconds * 1000));
const anyEmail = fc.oneof(fc.emailAddress(), fc.constantFrom('o’neil+x@exämple.org', '"a;b:c"@example.org'));
const anyPerson = fc.record({ name: anyText, email: anyEmail });
const anyEvent: fc.Arbitrary<CalendarEvent> = fc.record({
  uid: fc.stringMatching(/^[A-Za-z0-9_-]{8,24}$/),
  sequence: fc.nat(10_000),
  status: fc.constantFrom('confirmed' as const, 'tentative' as const, 'cancelled' as const),
  start: anyInstant,
  end: anyInstant,
  title: anyText,
  description: anyText,
  location: anyText,
  url: fc.oneof(fc.constant(null), fc.webUrl({ withFragments: true, withQueryParameters: true }), anyText),
  organizer: anyPerson,
  attendees: fc.array(
    fc.oneof(anyPerson, fc.record({ name: fc.constant(''), email: anyEmail, isGuest: fc.constant(true) })),
    { maxLength: 12 },
  ),
  createdAt: anyInstant,
  updatedAt: anyInstant,
});
const anyMethod = fc.constantFrom<CalendarMethod | null>('PUBLISH', 'REQUEST', 'CANCEL', null);

const seconds = (instant: Date): string => instant.toISOString().replace(/\.\d{3}/, '');
const inQuotes = (name: string): string => oneLine(name).replaceAll('"', "'").replaceAll('\\', '/');

describe('calendarFile', () => {
  it('is read back with the same values by an independent reader, for any texts', () => {
    fc.assert(
      fc.property(anyEvent, anyMethod, (event, method) => {
        const calendar = readCalendar(calendarFile(event, method));
        const cancelled = method === 'CANCEL' || event.status === 'cancelled';
        expect(valueOf(calendar, 'uid')).toBe(`${event.uid}@expertbook`);
        expect(valueOf(calendar, 'sequence')).toBe(String(event.sequence));
        expect(valueOf(calendar, 'dtstart')).toBe(seconds(event.start));
        expect(valueOf(calendar, 'dtend')).toBe(seconds(event.end));
        expect(valueOf(calendar, 'dtstamp')).toBe(seconds(event.updatedAt));
        expect(valueOf(calendar, 'created')).toBe(seconds(event.createdAt));
        expect(valueOf(calendar, 'summary')).toBe(oneLine(event.title));
        expect(valueOf(calendar, 'description') ?? '').toBe(manyLines(event.description));
        expect(valueOf(calendar, 'location') ?? '').toBe(oneLine(event.location));
        expect(valueOf(calendar, 'status')).toBe(cancelled ? 'CANCELLED' : event.status.toUpperCase());

        const people = calendar.components[0]?.properties.filter(({ name }) =>
          ['organizer', 'attendee'].includes(name),
        );
        const attendees = method === 'PUBLISH' ? [] : event.attendees;
        const expected = [event.organizer, ...attendees];
        expect(people?.map(({ parameters }) => parameters['cn'])).toEqual([
          inQuotes(event.organizer.name),
          ...attendees.map(({ name, email }) => inQuotes(name || email)),
        ]);
        expect(people?.slice(1).map(({ parameters }) => parameters['partstat'])).toEqual(
          attendees.map((one) => ('isGuest' in one ? 'NEEDS-ACTION' : 'ACCEPTED')),
        );
        expect(people?.map(({ value }) => decodeURIComponent(value))).toEqual(
          expected.map(({ email }) => `mailto:${email}`),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('has exactly the expected properties, for any texts', () => {
    fc.assert(
      fc.property(anyEvent, anyMethod, (event, method) => {
        const calendar = readCalendar(calendarFile(event, method));
        const cancelled = method === 'CANCEL' || event.status === 'cancelled';
        expect(calendar.name).toBe('vcalendar');
        expect(calendar.properties.map(({ name }) => name)).toEqual([
          'version',
          'prodid',
          'calscale',
          ...(method ? ['method'] : []),
        ]);
        expect(calendar.components.map(({ name }) => name)).toEqual(['vevent']);
        const [entry] = calendar.components;
        const url = valueOf(calendar, 'url');
        if (url !== undefined) expect(url).toMatch(/^https?:\/\//);
        expect(entry?.properties.map(({ name }) => name)).toEqual([
          ...['uid', 'sequence', 'dtstamp', 'created', 'last-modified', 'dtstart', 'dtend', 'summary'],
          ...(manyLines(event.description) ? ['description'] : []),
          ...(oneLine(event.location) ? ['location'] : []),
          ...(url === undefined ? [] : ['url']),
          ...['status', 'transp', 'organizer'],
          ...(method === 'PUBLISH' ? [] : event.attendees.map(() => 'attendee')),
        ]);
        expect(
          entry?.components.map(({ name, properties }) => [name, ...properties.map((p) => p.name)]),
        ).toEqual(cancelled ? [] : [['valarm', 'action', 'description', 'trigger']]);
      }),
      { numRuns: 400 },
    );
  });

  it('has only lines of at most 75 octets of valid UTF-8, each ended by CRLF', () => {
    fc.assert(
      fc.property(anyEvent, anyMethod, (event, method) => {
        const bytes = Buffer.from(calendarFile(event, method));
        const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        const lines = text.split('\r\n');
        expect(lines.pop()).toBe('');
        for (const line of lines) {
          // Each line must decode on its own: no character spans a fold.
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\u0000-\u001f\u007f]/); // eslint-disable-line no-control-regex
          expect(line).not.toMatch(/\p{Cs}/u);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('requests to enter the event, with participants who need not reply and an alarm 15 minutes before', () => {
    const file = calendarFile(EVENT, 'REQUEST');
    expect(file).toContain('\r\nMETHOD:REQUEST\r\n');
    expect(file).toContain('\r\nORGANIZER;CN="Ada Lovelace":mailto:ada@example.org\r\n');
    expect(file).toContain('\r\nSUMMARY:Intro\\, part 1\\; with Ada\r\n');
    expect(file).toContain('\r\nDESCRIPTION:Line one\\nLine two: a\\\\b\r\n');
    expect(file).toContain('\r\nDTSTART:20270104T080000Z\r\nDTEND:20270104T083000Z\r\n');
    const attendee = readCalendar(file).components[0]?.properties.find(({ name }) => name === 'attendee');
    expect(attendee).toEqual({
      name: 'attendee',
      value: 'mailto:grace@example.org',
      parameters: {
        cn: 'Grace Hopper',
        cutype: 'INDIVIDUAL',
        role: 'REQ-PARTICIPANT',
        partstat: 'ACCEPTED',
        rsvp: 'FALSE',
      },
    });
    expect(file).toContain('\r\nTRIGGER:-PT15M\r\n');
  });

  it('names guests by their address, and marks none of them as accepted', () => {
    const attendees = participantsOf(EVENT.attendees[0] ?? EVENT.organizer, ['alan@example.org']);
    const [client, guest, ...rest] = (
      readCalendar(calendarFile({ ...EVENT, attendees }, 'REQUEST')).components[0]?.properties ?? []
    ).filter(({ name }) => name === 'attendee');
    expect(client?.parameters).toMatchObject({ cn: 'Grace Hopper', partstat: 'ACCEPTED' });
    expect(guest).toMatchObject({
      value: 'mailto:alan@example.org',
      parameters: { cn: 'alan@example.org', partstat: 'NEEDS-ACTION', rsvp: 'FALSE' },
    });
    expect(rest).toEqual([]);
  });

  it('requests to remove the event, without an alarm', () => {
    const file = calendarFile({ ...EVENT, sequence: 3 }, 'CANCEL');
    expect(file).toContain('\r\nMETHOD:CANCEL\r\n');
    expect(file).toContain('\r\nSTATUS:CANCELLED\r\n');
    expect(file).toContain('\r\nSEQUENCE:3\r\n');
    expect(file).toContain('\r\nUID:k7Qm3vxt@expertbook\r\n');
    expect(file).not.toContain('VALARM');
  });

  it('names no participants when it publishes (RFC 5546, 3.2.1), and all of them in a snapshot', () => {
    expect(calendarFile(EVENT, 'PUBLISH')).not.toContain('ATTENDEE');
    const snapshot = calendarFile(EVENT, null);
    expect(snapshot).toContain('ATTENDEE');
    expect(snapshot).not.toContain('METHOD');
  });

  it("keeps an organizer's name from adding lines or ending its quotes", () => {
    const file = calendarFile(
      { ...EVENT, organizer: { name: 'A"\r\nX-EVIL:1', email: 'a@b.example' } },
      'REQUEST',
    );
    expect(file).toContain(`\r\nORGANIZER;CN="A' X-EVIL:1":mailto:a@b.example\r\n`);
  });

  it('leaves out links that are not web addresses', () => {
    expect(calendarFile({ ...EVENT, url: 'javascript:alert(1)' }, 'REQUEST')).not.toContain('URL:');
  });
});
