import { ask, at, every, times, why } from './berlin.fixture';
import type { SlotRules } from './rules';
import { explain, isBookable, nearestSlots } from './slots';

describe('busy time', () => {
  const booking = { start: at('2027-01-04 09:30'), end: at('2027-01-04 10:00'), kind: 'booking' as const };
  const hold = { start: at('2027-01-04 09:45'), end: at('2027-01-04 10:15'), kind: 'hold' as const };

  it('may touch but not overlap the padded session', () => {
    expect(times(ask({ busy: [booking] }))).toEqual(['09:00', '10:00', '10:30']);
    expect(times(ask({ busy: [booking], rules: { bufferBefore: 5 } }))).toEqual(['09:00', '10:30']);
    expect(times(ask({ busy: [booking], rules: { bufferAfter: 5 } }))).toEqual(['10:00', '10:30']);
  });

  it('may be passed by a long step, and so may a full day', () => {
    const weekly = every({ start: '00:00', end: '24:00' }).with(1, [{ start: '05:00', end: '24:00' }]);
    const given = { hours: { weekly }, rules: { slotInterval: 1510 } };
    const starts = times(ask(given), '2027-01-04', '2027-01-09');
    expect(starts).toHaveLength(6);
    expect(times(ask({ ...given, busy: [booking, hold] }), '2027-01-04', '2027-01-09')).toEqual(starts);
    const limits = { perDay: 1, perWeek: null, minutesPerDay: null };
    const booked = [{ start: at('2027-01-06 02:00'), minutes: 30 }];
    const left = times(
      ask({ ...given, booked, rules: { slotInterval: 1510, limits } }),
      '2027-01-04',
      '2027-01-09',
    );
    expect(left).toEqual(starts.filter((start) => !start.startsWith('2027-01-06')));
  });

  it('is named when it blocks, a booking before a hold', () => {
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

  it('is ignored where a group session still has seats, and so are limits', () => {
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
  it('are on both sides, earliest first', () => {
    const busy = [{ start: at('2027-01-05 09:30'), end: at('2027-01-05 10:00'), kind: 'hold' as const }];
    const near = nearestSlots({ ...ask({ busy }), around: at('2027-01-05 09:30'), count: 3 });
    expect(near).toEqual([at('2027-01-05 09:00'), at('2027-01-05 10:00'), at('2027-01-05 10:30')]);
    expect(nearestSlots({ ...ask(), around: at('2027-01-05 09:30'), count: 0 })).toEqual([]);
    expect(nearestSlots({ ...ask(), around: at('2027-01-05 09:30'), count: 1e9 }).length).toBeLessThan(140);
  });
});
