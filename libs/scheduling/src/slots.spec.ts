import { ask, at, every, morning, times, why } from './berlin.fixture';
import { addDays } from './zones';

const full = { start: '00:00', end: '24:00' };

describe('the grid', () => {
  it('steps from the start of the range by the interval, by default the duration but at most 30 minutes', () => {
    expect(times(ask())).toEqual(['09:00', '09:30', '10:00', '10:30']);
    expect(times(ask({ rules: { duration: 15 } }))).toHaveLength(8);
    expect(times(ask({ rules: { duration: 60 } }))).toEqual(['09:00', '09:30', '10:00']);
    expect(times(ask({ rules: { slotInterval: 45 } }))).toEqual(['09:00', '09:45', '10:30']);
    expect(times(ask({ rules: { duration: 125 } }))).toEqual([]);
  });

  it('is never shifted by a booking', () => {
    const busy = [{ start: at('2027-01-04 09:10'), end: at('2027-01-04 09:35'), kind: 'booking' as const }];
    expect(times(ask({ busy }))).toEqual(['10:00', '10:30']);
  });

  it('continues through ranges that touch, also across midnight', () => {
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

  it('is the same whichever days a question covers', () => {
    const nights = every({ start: '20:00', end: '24:00' }, { start: '00:00', end: '03:00' });
    const long = [[full], [full], [full], [{ start: '07:00', end: '24:00' }], [full], [full], [full]];
    const rules = {
      duration: 60,
      slotInterval: 50,
      window: { kind: 'rolling' as const, days: 99, unit: 'calendar_days' as const },
    };
    for (const weekly of [nights, long]) {
      const whole = times(ask({ hours: { weekly }, rules }), '2027-01-05', '2027-04-01');
      const dates = Array.from({ length: 87 }, (_, days) => addDays('2027-01-05', days));
      const single = dates.flatMap((date) =>
        times(ask({ hours: { weekly }, rules }), date).map((time) => `${date} ${time}`),
      );
      expect(single).toEqual(whole);
    }
  });

  it('begins again at every local midnight where the week has no closed minute', () => {
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
  it('never extend into the next date, even where the clock jumps from 23:00 to midnight', () => {
    const nuuk = (end: string, duration: number): string[] =>
      times(
        ask({
          hours: {
            timeZone: 'America/Nuuk',
            weekly: every({ start: '22:30', end }, { start: '22:00', end: '22:15' }),
          },
          rules: { duration, window: { kind: 'range', start: '2027-03-27', end: '2027-03-28' } },
        }),
        '2027-03-27',
        '2027-03-28',
      );
    expect(nuuk('23:30', 30)).toEqual(['2027-03-27 22:30', '2027-03-28 22:30', '2027-03-28 23:00']);
    expect(nuuk('23:30', 60)).toEqual(['2027-03-28 22:30']);
  });

  it('are replaced on the date of an override, also on a day off, and closed by an empty one', () => {
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

  it('report off grid inside and outside hours outside', () => {
    expect(why(ask(), at('2027-01-04 09:10'))).toEqual(['off_grid']);
    expect(why(ask(), at('2027-01-04 10:35'))).toEqual(['outside_hours']);
    expect(why(ask(), at('2027-01-04 09:00') + 0.5)).toEqual(['off_grid']);
  });

  it('do not limit buffers', () => {
    expect(times(ask({ rules: { bufferBefore: 60, bufferAfter: 60 } }))).toHaveLength(4);
  });
});

describe('hours in the gap of a clock change', () => {
  const berlin = (...ranges: { start: string; end: string }[]): string[] =>
    times(
      ask({
        hours: { overrides: [{ date: '2027-03-28', ranges }] },
        rules: { window: { kind: 'range', start: '2027-03-28', end: '2027-03-28' } },
      }),
      '2027-03-28',
    );

  it('become instants first and are merged then: a range that disappears in the gap changes nothing', () => {
    const rest = { start: '03:00', end: '05:00' };
    expect(berlin({ start: '02:30', end: '03:00' }, rest)).toEqual(['03:00', '03:30', '04:00', '04:30']);
    expect(berlin({ start: '02:30', end: '03:00' }, rest)).toEqual(berlin(rest));
  });

  it('that touch inside the gap offer what remains of them', () => {
    expect(berlin({ start: '02:00', end: '02:30' }, { start: '02:30', end: '03:00' })).toEqual(['03:00']);
  });

  it('are merged where the gap shifts one range into the next', () => {
    const pushed = berlin({ start: '02:15', end: '02:45' }, { start: '03:30', end: '05:00' });
    expect(pushed).toEqual(['03:15', '03:45', '04:15']);
  });
});

describe('notice and window', () => {
  it('allow a start from exactly now plus the notice', () => {
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

  it('end with the local day that many calendar days ahead', () => {
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

  it('include both days of a date range', () => {
    const question = ask({ rules: { window: { kind: 'range', start: '2027-01-06', end: '2027-01-07' } } });
    const found = times(question, '2027-01-04', '2027-01-12').map((time) => time.slice(0, 10));
    expect([...new Set(found)]).toEqual(['2027-01-06', '2027-01-07']);
    expect(why(question, at('2027-01-05 09:00'))).toEqual(['out_of_window']);
    expect(why(question, at('2027-01-08 09:00'))).toEqual(['out_of_window']);
  });
});
