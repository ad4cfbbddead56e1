import type { BusyTimesOptions } from './busy-time';
import { calendarOf, eventOf, NINE, read, spans, WEEKLY, WINDOW } from './calendars.fixture';
import { busyTimesSteps } from './read-busy-times';

describe('invalid files', () => {
  it('are read as far as possible', () => {
    const broken = eventOf('UID:bad', 'DTSTART:20271399T990000Z', 'no colon');
    const none = eventOf('UID:none', 'SUMMARY:x');
    const unended = 'BEGIN:VEVENT\r\nUID:unended\r\nDTSTART:20270105T080000Z\r\nDURATION:PT1H';
    const { busy, problems } = read(calendarOf(broken, unended, eventOf(...NINE), none));
    expect(busy.map(({ uid }) => uid)).toEqual(['a']);
    expect(problems).toEqual([
      { code: 'unreadable_event', uid: 'bad' },
      { code: 'unreadable_event', uid: 'none' },
    ]);
  });

  it('are read with bare line ends, folds inside words, lower case, alarms and a byte order mark', () => {
    const alarm = 'BEGIN:VALARM\nTRIGGER:-PT15M\nDURATION:PT9H\nEND:VALARM';
    const folded = calendarOf(eventOf(...NINE))
      .replaceAll('\r\n', '\n')
      .replace('DTSTART', 'DTST\n ART')
      .replace('DTEND', 'dtend');
    expect(spans(`\ufeff${folded.replace('END:VEVENT', `${alarm}\nEND:VEVENT`)}`)).toEqual([
      '2027-01-04T08:00/2027-01-04T09:00',
    ]);
  });

  it('without a calendar are reported', () => {
    for (const file of ['', '<!doctype html><p>Sign in</p>', '\0\0']) {
      expect(read(file)).toEqual({ busy: [], problems: [{ code: 'no_calendar', uid: null }] });
    }
  });

  it.each([
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=SECONDLY;BYMONTH=13',
    'FREQ=SECONDLY',
    'FREQ=MINUTELY;BYHOUR=25',
    'FREQ=YEARLY;BYDAY=MO;BYHOUR=1,2,3;BYMINUTE=1,2,3;BYSECOND=1,2,3',
    'FREQ=WEEKLY;INTERVAL=0',
    'FREQ=DAILY;INTERVAL=-1',
    'FREQ=DAILY;COUNT=999999999',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MONTHLY;BYSETPOS=400;BYDAY=MO',
    'FREQ=NEVER',
  ])('with impossible or endless rules (%s) take bounded time', (rule) => {
    const began = performance.now();
    const { busy } = read(
      calendarOf(eventOf('UID:a', 'DTSTART:19700101T090000Z', 'DURATION:PT1S', `RRULE:${rule}`)),
      {
        limits: { steps: 50_000, occurrences: 1000 },
      },
    );
    expect(busy.length).toBeLessThanOrEqual(1000);
    expect(performance.now() - began).toBeLessThan(3000);
  });

  it('are cut at the limits, and that is reported', () => {
    const two = calendarOf(eventOf(...WEEKLY), eventOf('UID:b', ...NINE.slice(1)));
    const codeOf = (limits: BusyTimesOptions['limits']) =>
      read(two, { limits }).problems.map(({ code }) => code);
    expect(codeOf({ characters: two.length - 1 })).toEqual(['too_large']);
    expect(codeOf({ events: 1 })).toEqual(['too_many_events']);
    expect(codeOf({ occurrences: 3 })).toEqual(['too_many_occurrences']);
    expect(codeOf({ characters: two.length, events: 2, occurrences: 5 })).toEqual([]);
  });
});

describe('files with many events', () => {
  const many = calendarOf(
    ...Array.from({ length: 1000 }, (_, i) =>
      eventOf(
        `UID:${i}@example.com`,
        `DTSTART;TZID=Europe/Berlin:2027010${(i % 9) + 1}T090000`,
        'DURATION:PT1H',
        `SUMMARY:${'x'.repeat(100)}`,
        'RRULE:FREQ=WEEKLY;COUNT=2',
      ),
    ),
  );

  it('are read in steps of one event, so that a caller can yield in between', () => {
    const reading = busyTimesSteps([many], WINDOW);
    let steps = 0;
    let step = reading.next();
    for (; !step.done; step = reading.next()) steps++;
    expect(steps).toBe(2000);
    expect(step.value).toEqual(read(many));
  });

  it('are read completely', () => {
    expect(read(many).busy).toHaveLength(2000);
    expect(read(many).problems).toEqual([]);
  });
});
