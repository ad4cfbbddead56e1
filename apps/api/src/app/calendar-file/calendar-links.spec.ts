import fc from 'fast-check';
import type { CalendarEvent } from './calendar-event';
import { calendarLinks } from './calendar-links';

const event = (changes: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: 'k7Qm3vxt',
  sequence: 0,
  status: 'confirmed',
  start: new Date('2027-01-04T08:00:00Z'),
  end: new Date('2027-01-04T08:30:00Z'),
  title: 'Intro + Q&A #1: 100%',
  description: 'Line one\nJoin: https://meet.example/?a=1&b=2',
  location: 'https://meet.example/?a=1&b=2',
  url: null,
  organizer: { name: 'Ada', email: 'ada@example.org' },
  attendees: [],
  createdAt: new Date(0),
  updatedAt: new Date(0),
  ...changes,
});

/** `20270104T080000Z`, as Google and Yahoo write instants. */
function compact(text: string | null | undefined): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '') ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

/** A title in a calendar form has one line, so line and paragraph separators become spaces. */
const onOneLine = (title: string): string =>
  title
    .split(/[\u2028\u2029]+/)
    .join(' ')
    .trim();

describe('calendarLinks', () => {
  it('gives every provider the same times, title and place, for any values', () => {
    const instants = fc.integer({ min: 0, max: 4_102_444_800 }).map((s) => new Date(s * 1000));
    const titles = fc.string({
      unit: fc.oneof(
        fc.constantFrom('\u2028', '\u2029', ' '),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      ),
      maxLength: 50,
    });
    fc.assert(
      fc.property(instants, instants, titles, (start, end, title) => {
        const links = calendarLinks(event({ start, end, title }), 'https://book.example/x.ics');
        const google = new URL(links.google).searchParams;
        const yahoo = new URL(links.yahoo).searchParams;
        const [from, to] = (google.get('dates') ?? '').split('/');
        expect([compact(from), compact(to)]).toEqual([start.getTime(), end.getTime()]);
        expect([compact(yahoo.get('st')), compact(yahoo.get('et'))]).toEqual([
          start.getTime(),
          end.getTime(),
        ]);
        expect(google.get('text')).toBe(onOneLine(title));
        expect(yahoo.get('title')).toBe(onOneLine(title));
        for (const link of [links.outlook, links.office365]) {
          const fields = new URL(link).searchParams;
          expect(fields.get('startdt')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
          expect(Date.parse(fields.get('startdt') ?? '')).toBe(start.getTime());
          expect(Date.parse(fields.get('enddt') ?? '')).toBe(end.getTime());
          expect(fields.get('subject')).toBe(onOneLine(title));
        }
      }),
    );
  });

  it("opens each provider's form for a new event", () => {
    const links = calendarLinks(event(), 'https://book.example/x.ics');
    expect(links.google).toMatch(/^https:\/\/calendar\.google\.com\/calendar\/render\?action=TEMPLATE&text=/);
    expect(links.outlook).toMatch(/^https:\/\/outlook\.live\.com\/calendar\/0\/action\/compose\?/);
    expect(links.office365).toMatch(/^https:\/\/outlook\.office\.com\/calendar\/0\/action\/compose\?/);
    expect(new URL(links.outlook).searchParams.get('rru')).toBe('addevent');
    expect(links.yahoo).toMatch(/^https:\/\/calendar\.yahoo\.com\/\?v=60&/);
    expect(links.ics).toBe('https://book.example/x.ics');
  });

  it('writes spaces as %20, because Outlook shows plus signs', () => {
    const { outlook, google } = calendarLinks(event(), '');
    expect(outlook).toContain('subject=Intro%20%2B%20Q%26A%20%231%3A%20100%25');
    expect(outlook).not.toContain('+');
    expect(google).not.toContain('+');
  });

  it('stays short enough for a redirect through a sign-in page', () => {
    const long = event({
      description: 'x'.repeat(20_000),
      title: 'y'.repeat(5000),
      location: 'z'.repeat(5000),
    });
    for (const link of Object.values(calendarLinks(long, ''))) expect(link.length).toBeLessThan(2000);
    const body = new URL(calendarLinks(long, '').google).searchParams.get('details');
    expect(body).toMatch(/^x{499}…$/);
  });
});
