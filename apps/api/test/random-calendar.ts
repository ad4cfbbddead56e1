import fc from 'fast-check';

const MINUTE = 60_000;
const DAY = 86_400_000;
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Europe/Dublin',
];

/** How times of an event are written: in a zone, in UTC (`Z`), floating, or as dates. */
type Kind = { tzid: string } | 'utc' | 'floating' | 'date';

/** A wall time in milliseconds as iCalendar writes it: `20270104T090000`, or `20270104`. */
function written(wall: number, kind: Kind): string {
  const text = new Date(wall).toISOString().replace(/[-:]|\.\d+Z$/g, '');
  if (kind === 'date') return text.slice(0, 8);
  return kind === 'utc' ? `${text}Z` : text;
}

function line(name: string, walls: readonly number[], kind: Kind): string {
  const parameter = kind === 'date' ? ';VALUE=DATE' : typeof kind === 'object' ? `;TZID=${kind.tzid}` : '';
  return `${name}${parameter}:${walls.map((wall) => written(wall, kind)).join(',')}`;
}

const anyKind: fc.Arbitrary<Kind> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ZONES).map((tzid) => ({ tzid })) },
  fc.constantFrom<Kind>('utc', 'floating', 'date'),
);
const anyStart = fc
  .integer({ min: Date.UTC(2025, 0, 1) / MINUTE / 15, max: Date.UTC(2027, 5, 1) / MINUTE / 15 })
  .map((quarters) => quarters * 15 * MINUTE);

const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
const some = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<string> =>
  fc.uniqueArray(one, { minLength: 1, maxLength: 3 }).map((all) => all.join(','));
const nth = fc.tuple(fc.constantFrom(1, 2, 3, 4, -1, -2), weekday).map(([n, day]) => `${n}${day}`);

/** Parts of a rule that are meaningful with their frequency. */
const anyPattern = fc.oneof(
  fc.constant('FREQ=DAILY'),
  some(weekday).map((days) => `FREQ=DAILY;BYDAY=${days}`),
  some(fc.integer({ min: 1, max: 12 })).map((months) => `FREQ=DAILY;BYMONTH=${months}`),
  fc.constant('FREQ=WEEKLY'),
  fc
    .tuple(some(weekday), fc.constantFrom('MO', 'SU', 'WE'))
    .map(([days, first]) => `FREQ=WEEKLY;BYDAY=${days};WKST=${first}`),
  fc.constant('FREQ=MONTHLY'),
  some(fc.constantFrom(1, 2, 15, 28, 29, 30, 31, -1, -2)).map((days) => `FREQ=MONTHLY;BYMONTHDAY=${days}`),
  some(nth).map((days) => `FREQ=MONTHLY;BYDAY=${days}`),
  fc.constantFrom(1, -1, 2).map((n) => `FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=${n}`),
  fc.constant('FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13'),
  fc.constant('FREQ=YEARLY'),
  fc
    .tuple(some(fc.integer({ min: 1, max: 12 })), some(nth))
    .map(([months, days]) => `FREQ=YEARLY;BYMONTH=${months};BYDAY=${days}`),
  fc
    .tuple(some(fc.integer({ min: 1, max: 12 })), some(fc.integer({ min: 1, max: 28 })))
    .map(([months, days]) => `FREQ=YEARLY;BYMONTH=${months};BYMONTHDAY=${days}`),
);

interface Shape {
  kind: Kind;
  start: number;
  minutes: number;
  asDuration: boolean;
  pattern: string | null;
  interval: number;
  ending: { count: number } | { until: number } | null;
  exceptions: number[];
  further: number[];
  replaced: { index: number; moved: number; minutes: number; status: string | null }[];
  transparent: boolean;
  status: string | null;
}

const anyStatus = fc.constantFrom(null, null, null, 'CONFIRMED', 'TENTATIVE', 'CANCELLED');
const anyMinutes = fc.oneof(fc.constantFrom(0, 15, 30, 60, 90), fc.integer({ min: 1, max: 4000 }));
const anyShape: fc.Arbitrary<Shape> = fc.record({
  kind: anyKind,
  start: anyStart,
  minutes: anyMinutes,
  asDuration: fc.boolean(),
  pattern: fc.option(anyPattern, { freq: 4 }),
  interval: fc.constantFrom(1, 1, 1, 2, 3, 5),
  ending: fc.oneof(
    fc.constant(null),
    fc.record({ count: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ until: fc.integer({ min: 0, max: 500 }) }),
  ),
  exceptions: fc.array(fc.nat(20), { maxLength: 3 }),
  further: fc.array(fc.integer({ min: 1, max: 400 * 96 }), { maxLength: 2 }),
  replaced: fc.uniqueArray(
    fc.record({
      index: fc.nat(12),
      moved: fc.integer({ min: -96, max: 96 }),
      minutes: anyMinutes,
      status: anyStatus,
    }),
    { maxLength: 2, selector: ({ index }) => index },
  ),
  transparent: fc.boolean(),
  status: anyStatus,
});

/** Days between two occurrences, for rules with a simple period. */
const PERIODS: Readonly<Record<string, number>> = { 'FREQ=DAILY': DAY, 'FREQ=WEEKLY': 7 * DAY };

function eventsOf(shape: Shape): string[] {
  const { kind, pattern, interval } = shape;
  const isDate = kind === 'date';
  const start = isDate ? Math.floor(shape.start / DAY) * DAY : shape.start;
  const period = (PERIODS[pattern ?? ''] ?? 0) * interval;
  const lines = [`UID:series`, 'DTSTAMP:20260101T000000Z', line('DTSTART', [start], kind)];
  lines.push(...endingOf(start, shape.minutes, shape.asDuration, kind));
  if (pattern) lines.push(`RRULE:${pattern};INTERVAL=${interval}${limitOf(shape, start)}`);
  if (shape.transparent) lines.push('TRANSP:TRANSPARENT');
  if (shape.status) lines.push(`STATUS:${shape.status}`);
  if (pattern && period > 0) {
    for (const index of shape.exceptions) lines.push(line('EXDATE', [start + index * period], kind));
  }
  const further = shape.further.map(
    (quarters) => start + (isDate ? Math.ceil(quarters / 96) * DAY : quarters * 15 * MINUTE),
  );
  if (pattern && further.length > 0) lines.push(line('RDATE', further, kind));
  const replaced = period > 0 ? shape.replaced.filter(({ index }) => !shape.exceptions.includes(index)) : [];
  return [lines, ...replaced.map((one) => replacementOf(one, start + one.index * period, kind))].map(
    (event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT'].join('\r\n'),
  );
}

function replacementOf(
  { moved, minutes, status }: Shape['replaced'][number],
  original: number,
  kind: Kind,
): string[] {
  const start = original + (kind === 'date' ? Math.trunc(moved / 24) * DAY : moved * 15 * MINUTE);
  return [
    'UID:series',
    'DTSTAMP:20260101T000000Z',
    line('RECURRENCE-ID', [original], kind),
    line('DTSTART', [start], kind),
    ...endingOf(start, minutes, false, kind),
    ...(status ? [`STATUS:${status}`] : []),
  ];
}

function endingOf(start: number, minutes: number, asDuration: boolean, kind: Kind): string[] {
  if (kind === 'date') {
    const days = 1 + Math.floor(minutes / 1440);
    return asDuration ? [`DURATION:P${days}D`] : [line('DTEND', [start + days * DAY], kind)];
  }
  return asDuration ? [`DURATION:PT${minutes}M`] : [line('DTEND', [start + minutes * MINUTE], kind)];
}

function limitOf({ ending, kind }: Shape, start: number): string {
  if (!ending) return '';
  if ('count' in ending) return `;COUNT=${ending.count}`;
  const until = start + ending.until * DAY + (kind === 'date' ? 0 : 12 * 60 * MINUTE);
  return `;UNTIL=${written(until, typeof kind === 'object' ? 'utc' : kind)}`;
}

/** Calendars of one event or series each: rules, exceptions, further dates, replaced occurrences, all kinds of times. */
export const anyCalendar: fc.Arbitrary<string> = anyShape.map((shape) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...eventsOf(shape), 'END:VCALENDAR', ''].join(
    '\r\n',
  ),
);
