import { calendarOf, eventOf, NINE, spans, WEEKLY } from './calendars.fixture';

describe('series', () => {
  const starts = (...lines: string[]): string[] =>
    spans(calendarOf(eventOf(...WEEKLY, ...lines))).map((span) => span.slice(5, 16));

  it('leave out exceptions, by instant and by date, and include further dates and periods', () => {
    expect(starts()).toEqual(['01-04T08:00', '01-11T08:00', '01-18T08:00', '01-25T08:00']);
    expect(starts('EXDATE:20270111T080000Z', 'EXDATE;VALUE=DATE:20270118')).toEqual([
      '01-04T08:00',
      '01-25T08:00',
    ]);
    expect(starts('RDATE;TZID=Europe/Berlin:20270105T120000,20270104T090000').slice(0, 2)).toEqual([
      '01-04T08:00',
      '01-05T11:00',
    ]);
    const period = eventOf(
      ...NINE,
      'RDATE;VALUE=PERIOD:20270105T120000Z/PT3H,20270106T120000Z/20270106T123000Z',
    );
    expect(spans(calendarOf(period)).slice(1)).toEqual([
      '2027-01-05T12:00/2027-01-05T15:00',
      '2027-01-06T12:00/2027-01-06T12:30',
    ]);
  });

  it('have replaced occurrences, also from other files, and the newest of several versions', () => {
    const moved = (sequence: number, start: string) =>
      eventOf(
        'UID:a',
        `SEQUENCE:${sequence}`,
        'RECURRENCE-ID:20270111T080000Z',
        `DTSTART:${start}`,
        'DURATION:PT2H',
      );
    const files = [
      calendarOf(moved(2, '20270112T100000Z')),
      calendarOf(eventOf(...WEEKLY)),
      calendarOf(moved(1, '20270113T100000Z')),
    ];
    expect(spans(files)[1]).toBe('2027-01-12T10:00/2027-01-12T12:00');
    expect(spans(files)).toHaveLength(4);
  });

  it('lose a cancelled occurrence, and keep one without a master event', () => {
    const cancelled = eventOf(
      'UID:a',
      'RECURRENCE-ID;TZID=Europe/Berlin:20270111T090000',
      'STATUS:CANCELLED',
      ...NINE.slice(1),
    );
    expect(spans(calendarOf(eventOf(...WEEKLY), cancelled))).toHaveLength(3);
    const orphan = eventOf(
      'UID:z',
      'RECURRENCE-ID:20270111T080000Z',
      'DTSTART:20270111T120000Z',
      'DURATION:PT1H',
    );
    expect(spans(calendarOf(orphan))).toEqual(['2027-01-11T12:00/2027-01-11T13:00']);
  });

  it('keep an occurrence that is excluded and replaced', () => {
    const excluded = eventOf(...WEEKLY, 'EXDATE:20270111T080000Z');
    const moved = eventOf(
      'UID:a',
      'RECURRENCE-ID:20270111T080000Z',
      'DTSTART:20270111T120000Z',
      'DURATION:PT1H',
    );
    expect(spans(calendarOf(excluded, moved))[1]).toBe('2027-01-11T12:00/2027-01-11T13:00');
  });

  it('do not begin with an occurrence that BYSETPOS excludes', () => {
    const second = eventOf(
      ...NINE.slice(0, 1),
      'DTSTART:20261101T090000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2;COUNT=3',
    );
    const window = { from: Date.UTC(2026, 9, 1) };
    expect(spans(calendarOf(second), window).map((span) => span.slice(0, 10))).toEqual([
      '2026-11-01',
      '2026-11-03',
      '2026-12-07',
    ]);
  });

  it('change from one occurrence on (THISANDFUTURE)', () => {
    const later = eventOf(
      ...['UID:a', 'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20270118T090000'],
      ...['DTSTART;TZID=Europe/Berlin:20270119T140000', 'DURATION:PT30M'],
    );
    expect(spans(calendarOf(eventOf(...WEEKLY), later)).slice(2)).toEqual([
      '2027-01-19T13:00/2027-01-19T13:30',
      '2027-01-26T13:00/2027-01-26T13:30',
    ]);
  });

  it('keep their wall time and length across clock changes', () => {
    const series = eventOf(...NINE, 'RRULE:FREQ=WEEKLY');
    const window = { from: Date.UTC(2027, 2, 21), to: Date.UTC(2027, 3, 3) };
    expect(spans(calendarOf(series), window)).toEqual([
      '2027-03-22T08:00/2027-03-22T09:00',
      '2027-03-29T07:00/2027-03-29T08:00',
    ]);
  });

  it('end with UNTIL inclusive: an instant, or a whole date', () => {
    const until = (text: string): number =>
      spans(calendarOf(eventOf(...NINE, `RRULE:FREQ=DAILY;UNTIL=${text}`))).length;
    expect([
      until('20270106T080000Z'),
      until('20270106T075959Z'),
      until('20270106'),
      until('20270103'),
    ]).toEqual([3, 2, 3, 0]);
  });
});
