import type { SlotQuestion } from '@expertbook/scheduling';
import type { DayClaim } from './explained-day';
import { dayAround, toExplainedDay } from './explained-day';

const ZONE = 'Europe/Berlin';
const at = (text: string) => Date.parse(text);
const day = dayAround(ZONE, at('2027-01-04T12:00:00+01:00'));
const hours = [{ start: '09:00', end: '17:00' }];
const question: SlotQuestion = {
  hours: {
    timeZone: ZONE,
    weekly: [[], hours, hours, hours, hours, hours, []],
    overrides: [],
    outOfOffice: [],
  },
  rules: {
    duration: 30,
    bufferBefore: 10,
    bufferAfter: 0,
    minimumNotice: 0,
    slotInterval: null,
    window: { kind: 'rolling', days: 30, unit: 'calendar_days' },
    limits: { perDay: null, perWeek: null, minutesPerDay: null },
  },
  busy: [],
  booked: [],
  openSessions: new Map(),
  now: at('2027-01-03T12:00:00+01:00'),
};

function claim(
  status: DayClaim['status'],
  from: string,
  to: string,
  changes: Partial<DayClaim> = {},
): DayClaim {
  const [start, end] = [new Date(from), new Date(to)];
  return {
    status,
    start,
    end,
    padStart: start,
    padEnd: end,
    title: 'Intro call',
    expiresAt: null,
    attendees: [],
    ...changes,
  };
}
const bandsOf = (...claims: DayClaim[]) =>
  toExplainedDay(ZONE, day, question, claims, []).bands.filter(({ kind }) => kind !== 'hours');

describe('a day in the response', () => {
  it("is the expert's own, also when the clock changes", () => {
    expect(toExplainedDay(ZONE, day, question, [], [])).toEqual({
      date: '2027-01-04',
      start: '2027-01-04T00:00:00+01:00',
      end: '2027-01-05T00:00:00+01:00',
      bands: [{ kind: 'hours', start: '2027-01-04T09:00:00+01:00', end: '2027-01-04T17:00:00+01:00' }],
    });
    const spring = dayAround(ZONE, at('2027-03-28T12:00:00Z'));
    expect((spring.to - spring.from) / 3_600_000).toBe(23);
  });

  it('has bookings with their buffers, blocks, and holds that have not expired', () => {
    const attendee = (uid: string, status: string) =>
      ({
        uid,
        status,
        name: 'Grace Hopper',
        email: 'grace@example.com',
      }) as unknown as DayClaim['attendees'][number];
    const [from, to] = ['2027-01-04T10:00:00+01:00', '2027-01-04T10:30:00+01:00'];
    const bands = bandsOf(
      claim('confirmed', from, to, {
        padStart: new Date('2027-01-04T09:50:00+01:00'),
        attendees: [attendee('a', 'confirmed'), attendee('b', 'cancelled')],
      }),
      claim('blocked', from, to, { title: '' }),
      claim('held', from, to, { expiresAt: new Date(question.now) }),
      claim('held', from, to, { expiresAt: new Date(question.now + 1) }),
    );
    expect(bands).toEqual([
      {
        kind: 'booking',
        start: from,
        end: to,
        padded: { start: '2027-01-04T09:50:00+01:00', end: to },
        title: 'Intro call',
        bookingUids: ['a'],
      },
      { kind: 'hold', start: from, end: to, title: 'Intro call' },
      { kind: 'block', start: from, end: to, title: '' },
    ]);
    expect(JSON.stringify(bands)).not.toMatch(/Grace|@/);
  });

  it('cuts claims at its beginning and end', () => {
    const [band] = bandsOf(claim('blocked', '2027-01-03T22:00:00+01:00', '2027-01-05T03:00:00+01:00'));
    expect([band?.start, band?.end]).toEqual(['2027-01-04T00:00:00+01:00', '2027-01-05T00:00:00+01:00']);
    const [late] = bandsOf(
      claim('confirmed', '2027-01-05T00:05:00+01:00', '2027-01-05T00:30:00+01:00', {
        padStart: new Date('2027-01-04T23:55:00+01:00'),
      }),
    );
    expect(late).toMatchObject({
      start: '2027-01-05T00:00:00+01:00',
      end: '2027-01-05T00:00:00+01:00',
      padded: { start: '2027-01-04T23:55:00+01:00' },
    });
  });
});
