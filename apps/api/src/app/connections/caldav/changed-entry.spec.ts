import type { CalendarEvent } from '../../calendar-file/calendar-event';
import { calendarResource } from '../../calendar-file/calendar-event';
import { changedEntry, isSameEntry } from './changed-entry';

const EVENT: CalendarEvent = {
  uid: 'a1',
  sequence: 0,
  status: 'confirmed',
  start: new Date('2027-01-04T09:00:00Z'),
  end: new Date('2027-01-04T09:30:00Z'),
  title: 'Intro call: Ada and Grace',
  description:
    'A long text, so that its line is folded and has to be unfolded before it is compared with others.',
  location: '',
  url: null,
  organizer: { name: 'Ada', email: 'ada@example.com' },
  attendees: [{ name: 'Grace; "G"', email: 'grace@example.com' }],
  createdAt: new Date('2027-01-01T00:00:00Z'),
  updatedAt: new Date('2027-01-01T00:00:00Z'),
};
const LATER = {
  ...EVENT,
  sequence: 1,
  start: new Date('2027-01-05T09:00:00Z'),
  end: new Date('2027-01-05T10:00:00Z'),
};

const lineOf = (file: string, name: string) =>
  file
    .replace(/\r\n /g, '')
    .split('\r\n')
    .find((line) => line.startsWith(name));

describe('an entry that the expert has changed', () => {
  const theirs = calendarResource(EVENT)
    .replace(/SUMMARY:.*/, 'SUMMARY:Bring the contract')
    .replace('TRIGGER:-PT15M', 'TRIGGER:-PT2H')
    .replace('BEGIN:VALARM', 'X-COLOR:red\r\nBEGIN:VALARM');

  it('gets what the booking decides, and keeps everything else', () => {
    const merged = changedEntry(theirs, calendarResource(LATER), false);
    expect(lineOf(merged, 'DTSTART')).toBe('DTSTART:20270105T090000Z');
    expect(lineOf(merged, 'DTEND')).toBe('DTEND:20270105T100000Z');
    expect(lineOf(merged, 'SEQUENCE')).toBe('SEQUENCE:1');
    expect(lineOf(merged, 'SUMMARY')).toBe('SUMMARY:Bring the contract');
    expect(lineOf(merged, 'TRIGGER')).toBe('TRIGGER:-PT2H');
    expect(lineOf(merged, 'X-COLOR')).toBe('X-COLOR:red');
    expect(merged.match(/^(DTSTART|DTEND|ATTENDEE|ORGANIZER|UID)/gm)).toHaveLength(5);
    expect(merged).toMatch(/END:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n$/);
  });

  it('keeps its times where they are the expert’s, also as a duration in a zone', () => {
    const inZone = theirs
      .replace('DTSTART:20270104T090000Z', 'DTSTART;TZID=Europe/Berlin:20270104T110000')
      .replace('DTEND:20270104T093000Z', 'DURATION:PT45M');
    const merged = changedEntry(inZone, calendarResource(LATER), true);
    expect(lineOf(merged, 'DTSTART')).toBe('DTSTART;TZID=Europe/Berlin:20270104T110000');
    expect(lineOf(merged, 'DURATION')).toBe('DURATION:PT45M');
    const moved = changedEntry(inZone, calendarResource(LATER), false);
    expect(lineOf(moved, 'DURATION')).toBeUndefined();
  });

  it('is replaced where it is no event any more', () => {
    expect(changedEntry('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', calendarResource(LATER), false)).toBe(
      calendarResource(LATER),
    );
  });
});

describe('an entry that says the same', () => {
  const ours = calendarResource(EVENT);

  it('may have another order, other line breaks and no needless quotes', () => {
    const lines = ours.replace(/\r\n /g, '').split('\r\n');
    const [event, end] = [lines.indexOf('BEGIN:VEVENT'), lines.indexOf('BEGIN:VALARM')];
    const inner = lines.slice(event + 1, end).reverse();
    const reordered = [...lines.slice(0, event + 1), ...inner, ...lines.slice(end)]
      .join('\n')
      .replace(/ATTENDEE;SCHEDULE-AGENT=CLIENT(;[^:]*)?:/, 'ATTENDEE$1;SCHEDULE-AGENT=CLIENT:')
      .replace('CN="Ada"', 'CN=Ada');
    expect(reordered).not.toBe(ours);
    expect(isSameEntry(reordered, ours)).toBe(true);
  });

  it.each([
    ['another time', 'DTSTART:20270104T090000Z', 'DTSTART:20270104T091500Z'],
    ['another reminder', '-PT15M', '-PT10M'],
    ['another title', 'Intro call', 'Call'],
  ])('has not %s', (_, from, to) => {
    expect(isSameEntry(ours.replace(from, to), ours)).toBe(false);
  });

  it('asks the server to invite nobody, for each person', () => {
    const people = ours.replace(/\r\n /g, '').match(/^(ORGANIZER|ATTENDEE).*/gm) ?? [];
    expect(people).toHaveLength(2);
    for (const line of people) expect(line).toMatch(/^(ORGANIZER|ATTENDEE);SCHEDULE-AGENT=CLIENT;/);
  });
});
