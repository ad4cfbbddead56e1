import type { SlotQuestion } from './slots';
import { explain } from './slots';
import type { Stretch } from './stretches';
import { stretchesOf } from './stretches';

const at = (text: string) => Date.parse(`${text}Z`);
const HOUR = 3_600_000;
const MONDAY = '2027-01-04';

function question(
  changes: Partial<SlotQuestion> = {},
  rules: Partial<SlotQuestion['rules']> = {},
): SlotQuestion {
  const day = [
    { start: '09:00', end: '12:00' },
    { start: '13:00', end: '17:00' },
  ];
  return {
    hours: {
      timeZone: 'UTC',
      weekly: [[], day, day, day, day, day, []],
      overrides: [],
      outOfOffice: [],
    },
    rules: {
      duration: 30,
      bufferBefore: 0,
      bufferAfter: 0,
      minimumNotice: 120,
      slotInterval: null,
      window: { kind: 'rolling', days: 30, unit: 'calendar_days' },
      limits: { perDay: null, perWeek: null, minutesPerDay: null },
      ...rules,
    },
    busy: [],
    booked: [],
    openSessions: new Map(),
    now: at(`${MONDAY}T08:30`),
    ...changes,
  };
}
const dayOf = (asked: SlotQuestion, date = MONDAY) =>
  stretchesOf({ ...asked, from: at(`${date}T00:00`), to: at(`${date}T00:00`) + 24 * HOUR });
const texts = (stretches: Stretch[]) =>
  stretches.map(
    ({ kind, start, end }) =>
      `${kind} ${new Date(start).toISOString().slice(11, 16)}-${new Date(end).toISOString().slice(11, 16)}`,
  );

describe('the ranges of a day', () => {
  it('are its hours, past time and time within the notice', () => {
    expect(texts(dayOf(question()))).toEqual([
      'hours 09:00-12:00',
      'hours 13:00-17:00',
      'past 00:00-08:30',
      'notice 08:30-10:30',
    ]);
  });

  it('are the days beyond the window, of absence, and full ones', () => {
    expect(
      texts(
        dayOf(question({}, { window: { kind: 'rolling', days: 0, unit: 'calendar_days' } }), '2027-01-05'),
      ),
    ).toContain('window 00:00-00:00');
    const away = question();
    away.hours = { ...away.hours, outOfOffice: [{ start: '2027-01-05', end: '2027-01-06' }] };
    expect(texts(dayOf(away, '2027-01-05'))).toEqual(['absence 00:00-00:00']);
    const limits = { perDay: 1, perWeek: null, minutesPerDay: null };
    const full = question({ booked: [{ start: at('2027-01-05T09:00'), minutes: 30 }] }, { limits });
    expect(texts(dayOf(full, '2027-01-05'))).toContain('limit 00:00-00:00');
    expect(texts(dayOf(full, '2027-01-06'))).toEqual(['hours 09:00-12:00', 'hours 13:00-17:00']);
  });

  it('agree with the reasons of each start', () => {
    const limits = { perDay: 1, perWeek: null, minutesPerDay: null };
    const asked = question({ booked: [{ start: at('2027-01-06T09:00'), minutes: 30 }] }, { limits });
    const reasons = {
      past: 'in_the_past',
      notice: 'min_notice',
      window: 'out_of_window',
      limit: 'limit_reached',
    };
    for (let start = at(`${MONDAY}T00:00`); start < at('2027-01-09T00:00'); start += HOUR / 2) {
      const said = explain({ ...asked, start }).map(({ reason }) => reason);
      const drawn = stretchesOf({ ...asked, from: start, to: start + 1 }).map(({ kind }) => kind);
      for (const [kind, reason] of Object.entries(reasons))
        expect([start, kind, drawn.includes(kind as Stretch['kind'])]).toEqual([
          start,
          kind,
          said.includes(reason as (typeof said)[number]),
        ]);
    }
  });

  it('are none for an empty day', () => {
    expect(stretchesOf({ ...question(), from: 5, to: 5 })).toEqual([]);
  });
});
