import type { TimeRange, WorkingHours } from './hours';
import type { SlotRules } from './rules';
import type { Obstacle, SlotQuestion } from './slots';
import { explain, isBookable, listSlots, nearestSlots } from './slots';
import { formatInstant, toInstant, UnknownZoneError } from './zones';

const MINUTE = 60_000;
const DAY = 86_400_000;
const ZONE = 'Europe/Berlin';

/** Epoch milliseconds of a Berlin wall time `2027-01-04 09:00`. */
function at(text: string, zone = ZONE): number {
  const [date = '', time = '00:00'] = text.split(' ');
  return toInstant(zone, date, Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)));
}

const every = (...ranges: TimeRange[]): TimeRange[][] => Array.from({ length: 7 }, () => ranges);
const morning: TimeRange = { start: '09:00', end: '11:00' };

function ask(
  given: {
    hours?: Partial<WorkingHours>;
    rules?: Partial<SlotRules>;
  } & Partial<Omit<SlotQuestion, 'hours' | 'rules'>> = {},
): SlotQuestion {
  return {
    busy: [],
    booked: [],
    openSessions: new Map(),
    now: at('2027-01-04 00:00'),
    ...given,
    hours: { timeZone: ZONE, weekly: every(morning), overrides: [], outOfOffice: [], ...given.hours },
    rules: {
      duration: 30,
      bufferBefore: 0,
      bufferAfter: 0,
      minimumNotice: 0,
      slotInterval: null,
      window: { kind: 'rolling', days: 30, unit: 'calendar_days' },
      limits: { perDay: null, perWeek: null, minutesPerDay: null },
      ...given.rules,
    },
  };
}

/** Listed starts as `09:00` of one date, or `2027-01-04 09:00` of several. */
function times(question: SlotQuestion, first = '2027-01-04', last = first): string[] {
  const zone = question.hours.timeZone;
  const starts = listSlots({ ...question, from: at(first, zone), to: toInstant(zone, last, 1440) });
  const walls = starts.map((start) => formatInstant(zone, start).slice(0, 16).replace('T', ' '));
  return first === last ? walls.map((wall) => wall.slice(11)) : walls;
}

const why = (question: SlotQuestion, start: number): Obstacle['reason'][] =>
  explain({ ...question, start }).map((obstacle) => obstacle.reason);

describe('the grid', () => {
  it('steps from the start of the range by the interval, by default the duration but at most 30 minutes', () => {
    expect(times(ask())).toEqual(['09:00', '09:30', '10:00', '10:30']);
    expect(times(ask({ rules: { duration: 15 } }))).toHaveLength(8);
    expect(times(ask({ rules: { duration: 60 } }))).toEqual(['09:00', '09:30', '10:00']);
    expect(times(ask({ rules: { slotInterval: 45 } }))).toEqual(['09:00', '09:45', '10:30']);
    expect(times(ask({ rules: { duration: 125 } }))).toEqual([]);
  });

  it('never shifts because of a booking', () => {
    const busy = [{ start: at('2027-01-04 09:10'), end: at('2027-01-04 09:35'), kind: 'booking' as const }];
    expect(times(ask({ busy }))).toEqual(['10:00', '10:30']);
  });

  it('runs on through ranges that touch, also across midnight', () => {
    const weekly = every({ start: '22:00', end: '24:00' }, { start: '00:00', end: '01:30' });
    const night = ask({ hours: { weekly }, rules: { duration: 60, slotInterval: 50 } });
    expect(times(night, '2027-01-05', '2027-01-06').slice(1, 5)).toEqual([
      '2027-01-05 22:00',
      '2027-01-05 22:50',
      '2027-01-05 23:40',
      '2027-01-06 00:30',
    ]);
    const shy = every({ start: '22:00', end: '23:59' }, { start: '00:00', end: '01:30' });
    expect(times({ ...night, hours: { ...night.hours, weekly: shy } }, '2027-01-05', '2027-01-09')).toEqual(
      times(night, '2027-01-05', '2027-01-09'),
    );
  });

  it('begins anew at every local midnight where the week has no closed minute', () => {
    const weekly = every({ start: '00:00', end: '24:00' });
    const always = ask({ hours: { weekly }, rules: { duration: 60, slotInterval: 50 } });
    expect(times(always, '2027-01-05').at(-1)).toBe('23:20');
    expect(times(always, '2027-01-06')[0]).toBe('00:00');
  });

  it('has 23 and 25 real hours on the days of a clock change', () => {
    const weekly = every({ start: '00:00', end: '24:00' });
    const window = { kind: 'range' as const, start: '2027-01-01', end: '2027-12-31' };
    const always = ask({ hours: { weekly }, rules: { duration: 60, slotInterval: 60, window } });
    expect(times(always, '2027-03-27')).toHaveLength(24);
    expect(times(always, '2027-03-28')).toHaveLength(23);
    expect(times(always, '2027-10-31')).toHaveLength(25);
  });
});

describe('hours', () => {
  it('are replaced on the date of an override, also on an off day, and closed by an empty one', () => {
    const hours = {
      weekly: [[], [morning], [], [], [], [], []],
      overrides: [
        { date: '2027-01-05', ranges: [{ start: '14:00', end: '15:00' }] },
        { date: '2027-01-11', ranges: [] },
      ],
    };
    expect(times(ask({ hours }), '2027-01-05')).toEqual(['14:00', '14:30']);
    expect(times(ask({ hours }), '2027-01-11')).toEqual([]);
    expect(times(ask({ hours }), '2027-01-18')).toHaveLength(4);
    expect(why(ask({ hours }), at('2027-01-11 09:00'))).toEqual(['outside_hours']);
  });

  it('are closed while out of office, override or not', () => {
    const hours = {
      overrides: [{ date: '2027-01-06', ranges: [morning] }],
      outOfOffice: [{ start: '2027-01-05', end: '2027-01-06' }],
    };
    expect(times(ask({ hours }), '2027-01-05', '2027-01-06')).toEqual([]);
    expect(times(ask({ hours }), '2027-01-07')).toHaveLength(4);
    expect(why(ask({ hours }), at('2027-01-06 09:00'))).toEqual(['out_of_office']);
  });

  it('say off grid inside and outside hours outside', () => {
    expect(why(ask(), at('2027-01-04 09:10'))).toEqual(['off_grid']);
    expect(why(ask(), at('2027-01-04 10:35'))).toEqual(['outside_hours']);
    expect(why(ask(), at('2027-01-04 09:00') + 0.5)).toEqual(['off_grid']);
  });

  it('may be left by buffers', () => {
    expect(times(ask({ rules: { bufferBefore: 60, bufferAfter: 60 } }))).toHaveLength(4);
  });
});

describe('notice and window', () => {
  it('allow a start from exactly now plus the notice on', () => {
    const question = ask({ rules: { minimumNotice: 30 }, now: at('2027-01-04 09:30') });
    expect(times(question)).toEqual(['10:00', '10:30']);
    expect(why(question, at('2027-01-04 09:30'))).toEqual(['min_notice']);
    expect(why(question, at('2027-01-04 09:00'))).toEqual(['in_the_past']);
    expect(times({ ...question, now: question.now + 1 })).toEqual(['10:30']);
  });

  const lastDay = (now: string, days: number, unit: 'calendar_days' | 'business_days'): string | undefined =>
    times(
      ask({ rules: { window: { kind: 'rolling', days, unit } }, now: at(now) }),
      '2027-01-01',
      '2027-02-28',
    )
      .at(-1)
      ?.slice(0, 10);

  it('end with the local day so many calendar days ahead', () => {
    expect(lastDay('2027-01-04 08:00', 0, 'calendar_days')).toBe('2027-01-04');
    expect(lastDay('2027-01-04 23:59', 7, 'calendar_days')).toBe('2027-01-11');
  });

  it.each([
    ['2027-01-04 08:00', 0, '2027-01-04'],
    ['2027-01-04 08:00', 1, '2027-01-05'],
    ['2027-01-08 08:00', 1, '2027-01-11'],
    ['2027-01-09 08:00', 0, '2027-01-09'],
    ['2027-01-09 08:00', 1, '2027-01-11'],
    ['2027-01-10 08:00', 5, '2027-01-15'],
    ['2027-01-06 08:00', 5, '2027-01-13'],
    ['2027-01-06 08:00', 23, '2027-02-08'],
  ])('count only Monday to Friday: from %s, %i days end with %s', (now, days, last) => {
    expect(lastDay(now, days, 'business_days')).toBe(last);
  });

  it('keep a date range with both its days', () => {
    const question = ask({ rules: { window: { kind: 'range', start: '2027-01-06', end: '2027-01-07' } } });
    const found = times(question, '2027-01-04', '2027-01-12').map((time) => time.slice(0, 10));
    expect([...new Set(found)]).toEqual(['2027-01-06', '2027-01-07']);
    expect(why(question, at('2027-01-05 09:00'))).toEqual(['out_of_window']);
    expect(why(question, at('2027-01-08 09:00'))).toEqual(['out_of_window']);
  });
});

describe('busy time', () => {
  const booking = { start: at('2027-01-04 09:30'), end: at('2027-01-04 10:00'), kind: 'booking' as const };
  const hold = { start: at('2027-01-04 09:45'), end: at('2027-01-04 10:15'), kind: 'hold' as const };

  it('may be touched but not overlapped by the padded session', () => {
    expect(times(ask({ busy: [booking] }))).toEqual(['09:00', '10:00', '10:30']);
    expect(times(ask({ busy: [booking], rules: { bufferBefore: 5 } }))).toEqual(['09:00', '10:30']);
    expect(times(ask({ busy: [booking], rules: { bufferAfter: 5 } }))).toEqual(['10:00', '10:30']);
  });

  it('names what blocks, a booking before a hold', () => {
    const question = ask({ busy: [hold, booking] });
    const start = at('2027-01-04 09:30');
    expect(isBookable({ ...question, start })).toEqual({
      bookable: false,
      reason: 'slot_taken',
      blockedBy: booking,
    });
    expect(explain({ ...question, start })[1]).toEqual({ reason: 'slot_held', blockedBy: hold });
    expect(isBookable({ ...question, start: at('2027-01-04 10:00') })).toMatchObject({ reason: 'slot_held' });
    expect(isBookable({ ...question, start: at('2027-01-04 10:30') })).toEqual({ bookable: true });
  });

  it('is overlooked where a group session still has places, and so are limits', () => {
    const sessions = new Map([
      [at('2027-01-04 09:30'), 2],
      [at('2027-01-04 10:00'), 0],
      [at('2027-01-04 10:10'), 5],
      [at('2027-01-04 12:00'), 5],
    ]);
    const question = ask({
      busy: [{ ...booking, end: at('2027-01-04 10:30') }],
      booked: [{ start: at('2027-01-04 09:30'), minutes: 30 }],
      rules: { limits: { perDay: 1, perWeek: null, minutesPerDay: null } },
      openSessions: sessions,
    });
    expect(times(question)).toEqual(['09:30']);
    expect(why(question, at('2027-01-04 10:00'))).toEqual(['slot_taken']);
    expect(why(question, at('2027-01-04 10:10'))).toEqual(['off_grid']);
    expect(why(question, at('2027-01-04 10:30'))).toEqual(['limit_reached']);
    expect(times({ ...question, now: at('2027-01-04 09:31') })).toEqual([]);
  });
});

describe('limits', () => {
  const on = (text: string, minutes = 30): { start: number; minutes: number } => ({
    start: at(text),
    minutes,
  });
  const daysLeft = (
    limits: Partial<SlotRules['limits']>,
    booked: { start: number; minutes: number }[],
  ): string[] => {
    const rules = { limits: { perDay: null, perWeek: null, minutesPerDay: null, ...limits } };
    const found = times(ask({ rules, booked }), '2027-01-05', '2027-01-12');
    return [...new Set(found.map((time) => time.slice(8, 10)))];
  };

  it('close a day by count, the ISO week by count and a day by minutes', () => {
    const booked = [on('2027-01-06 00:00'), on('2027-01-06 23:55'), on('2027-01-10 09:00')];
    expect(daysLeft({ perDay: 2 }, booked)).toEqual(['05', '07', '08', '09', '10', '11', '12']);
    expect(daysLeft({ perDay: 3 }, booked)).toHaveLength(8);
    expect(daysLeft({ perWeek: 3 }, booked)).toEqual(['11', '12']);
    expect(daysLeft({ perWeek: 4 }, booked)).toHaveLength(8);
    expect(daysLeft({ minutesPerDay: 89 }, booked)).toEqual(['05', '07', '08', '09', '10', '11', '12']);
    expect(daysLeft({ minutesPerDay: 90 }, booked)).toHaveLength(8);
    expect(daysLeft({ minutesPerDay: 29 }, [])).toEqual([]);
  });
});

describe('nearest starts', () => {
  it('lie on both sides, earliest first', () => {
    const busy = [{ start: at('2027-01-05 09:30'), end: at('2027-01-05 10:00'), kind: 'hold' as const }];
    const near = nearestSlots({ ...ask({ busy }), around: at('2027-01-05 09:30'), count: 3 });
    expect(near).toEqual([at('2027-01-05 09:00'), at('2027-01-05 10:00'), at('2027-01-05 10:30')]);
    expect(nearestSlots({ ...ask(), around: at('2027-01-05 09:30'), count: 0 })).toEqual([]);
    expect(nearestSlots({ ...ask(), around: at('2027-01-05 09:30'), count: 1e9 }).length).toBeLessThan(140);
  });
});

describe('senseless questions', () => {
  const list = (rules: Partial<SlotRules>, from = at('2027-01-04'), to = from + DAY): number[] =>
    listSlots({ ...ask({ rules }), from, to });

  it('are range errors where a number makes no sense', () => {
    for (const bad of [0, -5, NaN, Infinity, 7.5]) {
      expect(() => list({ duration: bad })).toThrow(RangeError);
      expect(() => list({ slotInterval: bad })).toThrow(RangeError);
      if (bad !== 0) expect(() => list({ bufferBefore: bad })).toThrow(RangeError);
      if (bad !== 0) expect(() => list({ bufferAfter: bad })).toThrow(RangeError);
      if (bad !== 0) expect(() => list({ minimumNotice: bad })).toThrow(RangeError);
    }
    expect(() => list({ duration: 10_085 })).toThrow(RangeError);
    expect(() => list({ window: { kind: 'rolling', days: NaN, unit: 'calendar_days' } })).toThrow(RangeError);
    expect(() => list({ window: { kind: 'range', start: '2027-02-30', end: '2027-03-01' } })).toThrow(
      RangeError,
    );
    for (const bad of [NaN, Infinity, -Infinity, 1e16]) {
      expect(() => list({}, 0, bad)).toThrow(RangeError);
      expect(() => isBookable({ ...ask(), start: bad })).toThrow(RangeError);
      expect(() => explain({ ...ask(), start: bad })).toThrow(RangeError);
      expect(() => nearestSlots({ ...ask(), around: bad, count: 1 })).toThrow(RangeError);
      expect(() => listSlots({ ...ask({ now: bad }), from: 0, to: 1 })).toThrow(RangeError);
    }
    const ten = { kind: 'range' as const, start: '2000-01-01', end: '2999-12-31' };
    expect(() => list({ window: ten }, 0, at('2999-01-01'))).toThrow(RangeError);
    expect(() => listSlots({ ...ask({ hours: { timeZone: 'x' } }), from: 0, to: 1 })).toThrow(
      UnknownZoneError,
    );
    expect(() => listSlots({ ...ask({ hours: { weekly: [] } }), from: 0, to: 1 })).toThrow(RangeError);
  });

  it('have no answer where the stretch is empty or upside down', () => {
    expect(list({}, at('2027-01-05'), at('2027-01-05'))).toEqual([]);
    expect(list({}, at('2027-01-06'), at('2027-01-05'))).toEqual([]);
    expect(list({ window: { kind: 'range', start: '2027-02-01', end: '2027-01-01' } })).toEqual([]);
    expect(list({ window: { kind: 'rolling', days: -3, unit: 'business_days' } })).toEqual([]);
  });

  it('come to an end even with windows and notices without end', () => {
    const window = { kind: 'rolling' as const, days: 1e15, unit: 'business_days' as const };
    expect(list({ window })).toHaveLength(4);
    expect(list({ minimumNotice: 1e12 })).toEqual([]);
    expect(isBookable({ ...ask(), start: 8.64e15 - MINUTE })).toMatchObject({ reason: 'out_of_window' });
    expect(isBookable({ ...ask(), start: -8.64e15 })).toMatchObject({ reason: 'in_the_past' });
  });
});
