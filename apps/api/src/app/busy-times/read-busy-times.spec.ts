import { calendarOf, eventOf, NINE, read, spans } from './calendars.fixture';

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
