/** Random questions for the engine, leaning towards the places where scheduling code breaks. */
import * as fc from 'fast-check';
import type { TimeRange, WorkingHours } from './hours';
import type { BookingWindow, SlotRules } from './rules';
import type { SlotQuestion } from './slots';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** A zone and an instant near which its clocks change (or not). */
const places = fc.constantFrom<[zone: string, near: string]>(
  ['Europe/Berlin', '2027-03-28'],
  ['Europe/Berlin', '2027-10-31'],
  ['America/New_York', '2028-03-12'],
  ['America/New_York', '2027-11-07'],
  ['Africa/Cairo', '2027-04-30'],
  ['Africa/Cairo', '2027-10-28'],
  ['Australia/Lord_Howe', '2027-04-04'],
  ['Australia/Lord_Howe', '2027-10-03'],
  ['America/Nuuk', '2027-03-27'],
  ['America/Nuuk', '2027-10-30'],
  ['Atlantic/Azores', '2027-10-31'],
  ['Antarctica/Troll', '2027-10-31'],
  ['Asia/Beirut', '2028-03-26'],
  ['America/Santiago', '2027-09-05'],
  ['Asia/Gaza', '2027-03-27'],
  ['Asia/Kathmandu', '2027-06-15'],
  ['America/Vancouver', '2026-11-01'],
  ['Pacific/Kiritimati', '2027-01-01'],
  ['UTC', '2028-02-29'],
  // A Monday with which a block of materialised days begins.
  ['Europe/Berlin', '2027-02-15'],
);

function clock(minute: number): string {
  if (minute === 1440) return '24:00';
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

const anyRange = fc
  .tuple(fc.integer({ min: 0, max: 287 }), fc.integer({ min: 1, max: 288 }), fc.boolean())
  .map(([a, b, shy]): TimeRange => {
    const [start, end] = a < b ? [a, b] : [b, a + 1];
    return { start: clock(start * 5), end: end === 288 && shy ? '23:59' : clock(end * 5) };
  });
const full: TimeRange = { start: '00:00', end: '24:00' };
const shapes: TimeRange[][] = [
  [
    { start: '20:30', end: '24:00' },
    { start: '00:00', end: '03:15' },
  ],
  [],
  [full],
  [full],
  [{ start: '22:00', end: '23:59' }],
  [{ start: '21:15', end: '23:30' }],
  [{ start: '23:15', end: '23:45' }],
  [{ start: '00:00', end: '02:30' }],
  // Ranges that vanish, or are pushed over each other, where a clock change leaves out an hour or half of one.
  [
    { start: '02:30', end: '03:00' },
    { start: '03:00', end: '05:00' },
  ],
  [
    { start: '00:30', end: '01:00' },
    { start: '01:00', end: '04:00' },
  ],
  [
    { start: '02:00', end: '02:30' },
    { start: '02:30', end: '03:00' },
    { start: '23:00', end: '23:30' },
    { start: '23:30', end: '24:00' },
  ],
  [
    { start: '13:00', end: '17:00' },
    { start: '09:00', end: '13:00' },
  ],
];
const ranges: fc.Arbitrary<TimeRange[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...shapes) },
  { weight: 1, arbitrary: fc.array(anyRange, { minLength: 1, maxLength: 3 }) },
);

function dateNear(near: string, days: number): string {
  return new Date(Date.parse(near) + days * DAY).toISOString().slice(0, 10);
}

const offset = fc.integer({ min: -6, max: 8 });

const hoursNear = (timeZone: string, near: string): fc.Arbitrary<WorkingHours> =>
  fc.record({
    timeZone: fc.constant(timeZone),
    weekly: fc.oneof(
      { weight: 4, arbitrary: fc.array(ranges, { minLength: 7, maxLength: 7 }) },
      { weight: 1, arbitrary: fc.constant(Array.from({ length: 7 }, () => [full])) },
      { weight: 2, arbitrary: ranges.map((day) => Array.from({ length: 7 }, () => day)) },
    ),
    overrides: fc.uniqueArray(fc.record({ date: offset.map((d) => dateNear(near, d)), ranges }), {
      maxLength: 2,
      selector: (override) => override.date,
    }),
    outOfOffice: fc.array(
      fc
        .tuple(offset, fc.integer({ min: 0, max: 2 }))
        .map(([first, more]) => ({ start: dateNear(near, first), end: dateNear(near, first + more) })),
      // Two of them may overlap: a day of either is closed.
      { maxLength: 2 },
    ),
  });

const windowNear = (near: string): fc.Arbitrary<BookingWindow> =>
  fc.oneof(
    fc.record({
      kind: fc.constant('rolling' as const),
      days: fc.integer({ min: 0, max: 14 }),
      unit: fc.constantFrom('calendar_days' as const, 'business_days' as const),
    }),
    fc.tuple(offset, offset).map(([a, b]) => ({
      kind: 'range' as const,
      start: dateNear(near, Math.min(a, b)),
      end: dateNear(near, Math.max(a, b)),
    })),
  );

const limit = (...values: number[]): fc.Arbitrary<number | null> => fc.constantFrom(null, null, ...values);

const rulesNear = (near: string): fc.Arbitrary<SlotRules> =>
  fc.record({
    duration: fc.constantFrom(5, 15, 25, 30, 45, 60, 90, 240, 1440, 1500),
    bufferBefore: fc.constantFrom(0, 0, 5, 15, 60),
    bufferAfter: fc.constantFrom(0, 0, 5, 10, 45),
    minimumNotice: fc.constantFrom(0, 0, 5, 120, 1440),
    slotInterval: fc.constantFrom(null, null, 5, 15, 20, 35, 50, 60, 480, 1510),
    window: windowNear(near),
    limits: fc.record({ perDay: limit(1, 2), perWeek: limit(1, 4), minutesPerDay: limit(60, 240) }),
  });

/** A local date whose clocks leave out the time from `hour` on, on a date of its own. */
const gaps = fc.constantFrom<[zone: string, date: string, hour: number]>(
  ['Europe/Berlin', '2027-03-28', 2],
  ['America/New_York', '2028-03-12', 2],
  ['Australia/Lord_Howe', '2027-10-03', 2],
  ['Africa/Cairo', '2027-04-30', 0],
);

/** Hours of the day of a gap, in ranges that lie in it, touch it or reach over it, asked about from its first to its last minute. */
export const asksInGaps: fc.Arbitrary<Ask> = gaps.chain(([timeZone, date, hour]) =>
  fc
    .record({
      cuts: fc.uniqueArray(fc.integer({ min: 0, max: 24 }), { minLength: 2, maxLength: 6 }),
      touching: fc.boolean(),
      duration: fc.constantFrom(5, 15, 30, 60),
      slotInterval: fc.constantFrom(null, 10, 25),
    })
    .map(({ cuts, touching, duration, slotInterval }) => {
      const times = cuts.sort((a, b) => a - b).map((cut) => clock(hour * 60 + cut * 10));
      const ranges = times
        .slice(1)
        .map((end, i) => ({ start: times[i] as string, end }))
        .filter((_, i) => touching || i % 2 === 0);
      const from = Date.parse(date) - DAY;
      return {
        hours: {
          timeZone,
          weekly: Array.from({ length: 7 }, () => []),
          overrides: [{ date, ranges }],
          outOfOffice: [],
        },
        rules: {
          duration,
          bufferBefore: 0,
          bufferAfter: 0,
          minimumNotice: 0,
          slotInterval,
          window: { kind: 'range' as const, start: date, end: date },
          limits: { perDay: null, perWeek: null, minutesPerDay: null },
        },
        busy: [],
        booked: [],
        openSessions: new Map(),
        now: from,
        from,
        to: from + 3 * DAY,
      };
    }),
);

/** A question with the stretch `[from, to)` of some days to ask it about; everything lies near the clock change. */
export type Ask = SlotQuestion & { from: number; to: number };

const minuteNear = (near: string, step: number): fc.Arbitrary<number> =>
  fc
    .integer({ min: Math.floor((-5 * 1440) / step), max: Math.floor((6 * 1440) / step) })
    .map((steps) => Date.parse(near) + steps * step * MINUTE);

export const asks: fc.Arbitrary<Ask> = places.chain(([zone, near]) =>
  fc
    .record({
      hours: hoursNear(zone, near),
      rules: rulesNear(near),
      busy: fc.array(
        fc
          .tuple(
            minuteNear(near, 5),
            fc.constantFrom(0, 5, 30, 60, 300, 2000),
            fc.constantFrom('booking' as const, 'hold' as const, 'external' as const),
          )
          .map(([start, minutes, kind]) => ({ start, end: start + minutes * MINUTE, kind })),
        { maxLength: 8 },
      ),
      booked: fc.array(fc.record({ start: minuteNear(near, 5), minutes: fc.constantFrom(15, 30, 60, 240) }), {
        maxLength: 8,
      }),
      sessions: fc.array(fc.tuple(minuteNear(near, 30), fc.integer({ min: 0, max: 2 })), { maxLength: 6 }),
      now: fc.integer({ min: -5 * 1440, max: 2 * 1440 }).map((m) => Date.parse(near) + m * MINUTE + 17_321),
      from: minuteNear(near, 1),
      days: fc.integer({ min: 0, max: 4 }),
    })
    .map(({ sessions, days, ...rest }) => ({
      ...rest,
      openSessions: new Map(sessions),
      to: rest.from + days * DAY + 7 * MINUTE,
    })),
);
