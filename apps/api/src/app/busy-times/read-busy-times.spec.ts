import { calendarOf, eventOf, NINE, read, spans, WEEKLY } from './calendars.fixture';

describe('times', () => {
  it.each([
    ['UTC', 'DTSTART:20270104T080000Z', 'DTEND:20270104T090000Z', '2027-01-04T08:00/2027-01-04T09:00'],
    [
      'in a zone',
      'DTSTART;TZID=America/New_York:20270104T090000',
      'DURATION:PT1H',
      '2027-01-04T14:00/2027-01-04T15:00',
    ],
    [
      'floating, in the expert’s zone',
      'DTSTART:20270104T090000',
      'DURATION:PT1H',
      '2027-01-04T08:00/2027-01-04T09:00',
    ],
    ['a day', 'DTSTART;VALUE=DATE:20270104', 'SUMMARY:x', '2027-01-03T23:00/2027-01-04T23:00 all-day'],
    [
      'days',
      'DTSTART;VALUE=DATE:20270327',
      'DTEND;VALUE=DATE:20270329',
      '2027-03-26T23:00/2027-03-28T22:00 all-day',
    ],
    [
      'a day by the clock that is an hour longer',
      'DTSTART;TZID=Europe/Berlin:20270327T120000',
      'DURATION:P1D',
      '2027-03-27T11:00/2027-03-28T10:00',
    ],
    [
      '24 hours',
      'DTSTART;TZID=Europe/Berlin:20270327T120000',
      'DURATION:PT24H',
      '2027-03-27T11:00/2027-03-28T11:00',
    ],
    [
      'two zones',
      'DTSTART;TZID=Europe/Berlin:20270104T090000',
      'DTEND;TZID=America/New_York:20270104T090000',
      '2027-01-04T08:00/2027-01-04T14:00',
    ],
    [
      'in a gap, which moves on',
      'DTSTART;TZID=Europe/Berlin:20270328T023000',
      'DURATION:PT1H',
      '2027-03-28T01:30/2027-03-28T02:30',
    ],
    [
      'a Windows name',
      'DTSTART;TZID=W. Europe Standard Time:20270104T090000',
      'DURATION:PT1H',
      '2027-01-04T08:00/2027-01-04T09:00',
    ],
    [
      'a Windows name in quotes',
      'DTSTART;TZID="Eastern Standard Time":20270104T090000',
      'DURATION:PT1H',
      '2027-01-04T14:00/2027-01-04T15:00',
    ],
    [
      'a longer name',
      'DTSTART;TZID=/example.org/20050126_1/America/Argentina/Salta:20270104T090000',
      'DURATION:PT1H',
      '2027-01-04T12:00/2027-01-04T13:00',
    ],
  ])('%s', (_, start, length, span) =>
    expect(spans(calendarOf(eventOf('UID:a', start, length)))).toEqual([span]),
  );

  it('without length take no time, nor do those that end before they begin', () => {
    const events = ['DTEND:20270104T090000Z', 'DTEND:20270104T080000Z', 'DURATION:-PT1H', 'SUMMARY:x'].map(
      (end) => eventOf('UID:a', 'DTSTART:20270104T090000Z', end),
    );
    for (const event of events) expect(spans(calendarOf(event))).toEqual([]);
  });

  it("of whole days are in the calendar's zone: the given one, the file's, the expert's", () => {
    const day = eventOf('UID:a', 'DTSTART;VALUE=DATE:20270104');
    const named = calendarOf('X-WR-TIMEZONE:America/New_York', day);
    expect(spans(named)).toEqual(['2027-01-04T05:00/2027-01-05T05:00 all-day']);
    expect(spans(named, { calendarZone: 'Asia/Tokyo' })).toEqual([
      '2027-01-03T15:00/2027-01-04T15:00 all-day',
    ]);
    expect(spans(calendarOf(day))).toEqual(['2027-01-03T23:00/2027-01-04T23:00 all-day']);
  });

  it('that overlap the window are returned, without those that only touch it', () => {
    const hours = ['07', '08', '09', '10', '11'].map((hour) =>
      eventOf(`UID:${hour}`, `DTSTART:20270104T${hour}0000Z`, 'DURATION:PT1H'),
    );
    const window = { from: Date.UTC(2027, 0, 4, 8, 30), to: Date.UTC(2027, 0, 4, 10) };
    expect(spans(calendarOf(...hours), window)).toEqual([
      '2027-01-04T08:00/2027-01-04T09:00',
      '2027-01-04T09:00/2027-01-04T10:00',
    ]);
  });

  const OWN_ZONE = [
    ...[
      'BEGIN:VTIMEZONE',
      'TZID:Custom',
      'BEGIN:STANDARD',
      'DTSTART:16010101T030000',
      'TZOFFSETFROM:+0300',
      'TZOFFSETTO:+0200',
    ],
    ...[
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:16010101T020000',
    ],
    ...[
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0300',
      'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ],
  ].join('\r\n');

  it('in a zone that only the file defines follow its rules', () => {
    const at = (start: string) => eventOf('UID:a', `DTSTART;TZID=Custom:${start}`, 'DURATION:PT1H');
    const spanOf = (start: string) => spans(calendarOf(at(start), OWN_ZONE))[0];
    expect(spanOf('20270104T090000')).toBe('2027-01-04T07:00/2027-01-04T08:00');
    expect(spanOf('20270604T090000')).toBe('2027-06-04T06:00/2027-06-04T07:00');
    expect(spanOf('20270328T023000')).toBe('2027-03-28T00:30/2027-03-28T01:30');
  });

  it("in an IANA zone follow the project's data, not the file's", () => {
    const wrong = OWN_ZONE.replace('TZID:Custom', 'TZID:Europe/Berlin');
    expect(spans(calendarOf(wrong, eventOf(...NINE)))).toEqual(['2027-01-04T08:00/2027-01-04T09:00']);
    const located = OWN_ZONE.replace('TZID:Custom', 'TZID:Office\r\nX-LIC-LOCATION:Asia/Tokyo');
    const there = eventOf('UID:a', 'DTSTART;TZID=Office:20270104T090000', 'DURATION:PT1H');
    expect(spans(calendarOf(located, there))).toEqual(['2027-01-04T00:00/2027-01-04T01:00']);
  });

  it("in an unknown zone are read in the expert's, and reported once", () => {
    const events = ['a', 'b'].map((uid) =>
      eventOf(`UID:${uid}`, 'DTSTART;TZID=Mars/Olympus:20270104T090000', 'DURATION:PT1H'),
    );
    const { busy, problems } = read(calendarOf(...events));
    expect(busy.map(({ start }) => start)).toEqual([Date.UTC(2027, 0, 4, 8), Date.UTC(2027, 0, 4, 8)]);
    expect(problems).toEqual([{ code: 'unknown_time_zone', uid: null }]);
  });
});

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

describe('busy events', () => {
  const one = (...lines: string[]) => calendarOf(eventOf(...NINE, ...lines));

  it('are those that are neither free nor cancelled; tentative ones by choice', () => {
    for (const line of ['TRANSP:TRANSPARENT', 'STATUS:CANCELLED', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE']) {
      expect(spans(one(line))).toEqual([]);
    }
    expect(read(one('TRANSP:TRANSPARENT'), { transparent: true }).busy[0]?.transparency).toBe('transparent');
    for (const line of ['STATUS:TENTATIVE', 'X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE']) {
      expect(read(one(line)).busy[0]?.status).toBe('tentative');
      expect(spans(one(line), { withoutTentative: true })).toEqual([]);
    }
  });

  it('do not include events that the expert has declined', () => {
    const declined = one(
      'ATTENDEE;PARTSTAT=DECLINED;CN=Ada:MAILTO:Ada@Example.com',
      'ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.com',
    );
    expect(spans(declined, { addresses: ['ada@example.com'] })).toEqual([]);
    expect(spans(declined, { addresses: ['bob@example.com'] })).toHaveLength(1);
    expect(spans(declined)).toHaveLength(1);
  });

  it('do not include events that this installation has written', () => {
    expect(spans(one(), { ownUids: new Set(['a']) })).toEqual([]);
  });
});
