import type { IcalComponent, IcalProperty, IcalRecur, IcalTime } from './ical-library';
import { isUtc, parseComponent, wallOf } from './ical-library';
import type { ZoneClock } from './zone-clock';
import { UTC } from './zone-clock';

/** A date or a date with time, as in the event. */
export interface EventTime {
  /** See `ZoneClock`. */
  wall: number;
  isDate: boolean;
  clock: ZoneClock;
}

/** How long an occurrence takes: days by the calendar, then exact milliseconds. */
export interface EventLength {
  days: number;
  milliseconds: number;
}

/** The fields of an event that decide about busy times; the others are not kept. */
export interface EventRecord {
  uid: string;
  sequence: number;
  /** Wall time of `DTSTAMP`: the later of two versions with the same sequence counts. */
  stamp: number;
  start: EventTime;
  length: EventLength;
  rules: IcalRecur[];
  /** Further starts; periods have a length of their own. */
  further: { start: EventTime; length: EventLength | null }[];
  exceptions: EventTime[];
  /** The occurrence that this event replaces. */
  replaces: EventTime | null;
  /** Whether it replaces all later occurrences as well. */
  andFuture: boolean;
  isCancelled: boolean;
  isTentative: boolean;
  isTransparent: boolean;
  isDeclined: boolean;
}

export interface EventReading {
  /** The clock of a `TZID`. */
  clockOf: (tzid: string) => ZoneClock;
  /** For times without a zone: floating times, and dates. */
  floating: ZoneClock;
  dates: ZoneClock;
  /** Lower case. */
  addresses: readonly string[];
}

const DAY = 86_400_000;
const NONE: EventLength = { days: 0, milliseconds: 0 };

/** @throws Error when the event cannot be read or has no start */
export function readEvent(lines: readonly string[], reading: EventReading): EventRecord {
  const event = parseComponent(lines);
  const timesOf = (property: IcalProperty): EventTime[] =>
    property
      .getValues()
      .flatMap((value: unknown) => (isTime(value) ? [timeOf(value, property, reading)] : []));
  const all = (name: string): EventTime[] => event.getAllProperties(name).flatMap(timesOf);
  const [start] = all('dtstart');
  if (!start) throw new Error('no DTSTART');
  const replaced = event.getFirstProperty('recurrence-id');
  const busyStatus = textOf(event, 'x-microsoft-cdo-busystatus');
  const status = textOf(event, 'status');
  return {
    uid: (event.getFirstPropertyValue('uid') as string | null) ?? '',
    sequence: Number(event.getFirstPropertyValue('sequence') ?? 0) || 0,
    stamp: all('dtstamp')[0]?.wall ?? 0,
    start,
    length: lengthOf(event, start, all('dtend')[0]),
    rules: event.getAllProperties('rrule').map((property) => property.getFirstValue() as IcalRecur),
    further: event.getAllProperties('rdate').flatMap((property) => furtherOf(property, reading)),
    exceptions: all('exdate'),
    replaces: replaced ? (timesOf(replaced)[0] ?? null) : null,
    andFuture: String(replaced?.getParameter('range') ?? '').toUpperCase() === 'THISANDFUTURE',
    isCancelled: status === 'CANCELLED',
    isTentative: status === 'TENTATIVE' || busyStatus === 'TENTATIVE',
    isTransparent: textOf(event, 'transp') === 'TRANSPARENT' || busyStatus === 'FREE',
    isDeclined: event.getAllProperties('attendee').some((one) => isDeclinedBy(one, reading.addresses)),
  };
}

function lengthOf(event: IcalComponent, start: EventTime, end: EventTime | undefined): EventLength {
  if (end) {
    // Days are counted by the calendar, everything else is exact (RFC 5545, section 3.8.5.3).
    if (start.isDate || end.isDate) {
      const days = Math.round((dateOf(end.wall) - dateOf(start.wall)) / DAY);
      return { days: Math.max(days, start.isDate ? 1 : 0), milliseconds: 0 };
    }
    return { days: 0, milliseconds: Math.max(0, instantOf(end) - instantOf(start)) };
  }
  const duration = event.getFirstPropertyValue('duration');
  if (duration !== null) return durationOf(duration);
  return start.isDate ? { days: 1, milliseconds: 0 } : NONE;
}

function durationOf(value: unknown): EventLength {
  const { weeks, days, hours, minutes, seconds, isNegative } = value as Record<string, number | boolean>;
  if (isNegative) return NONE;
  const time = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return { days: Number(weeks) * 7 + Number(days), milliseconds: time * 1000 };
}

function furtherOf(property: IcalProperty, reading: EventReading): EventRecord['further'] {
  return property.getValues().flatMap((value: unknown): EventRecord['further'] => {
    if (isTime(value)) return [{ start: timeOf(value, property, reading), length: null }];
    const period = value as { start?: IcalTime; end?: IcalTime; duration?: unknown };
    if (!period.start) return [];
    const start = timeOf(period.start, property, reading);
    if (!period.end) return [{ start, length: durationOf(period.duration) }];
    const end = timeOf(period.end, property, reading);
    return [{ start, length: { days: 0, milliseconds: Math.max(0, instantOf(end) - instantOf(start)) } }];
  });
}

function timeOf(
  time: IcalTime,
  property: IcalProperty,
  { clockOf, floating, dates }: EventReading,
): EventTime {
  const tzid = property.getFirstParameter('tzid');
  const ofZone = tzid ? clockOf(tzid) : floating;
  const clock = time.isDate ? dates : isUtc(time) ? UTC : ofZone;
  const wall = wallOf(time);
  if (!Number.isFinite(wall)) throw new Error('no time');
  return { wall, isDate: time.isDate, clock };
}

export function instantOf({ wall, clock }: EventTime): number {
  return clock.toInstant(wall);
}

/**
 * Times named by exceptions or replacements. An occurrence matches by its instant, or by its date where either is a
 * date.
 */
export class NamedTimes {
  private readonly instants = new Set<number>();
  private readonly dates = new Set<number>();
  private readonly datesOfAll = new Set<number>();

  constructor(times: Iterable<EventTime>) {
    for (const time of times) {
      if (time.isDate) this.dates.add(dateOf(time.wall));
      else this.instants.add(instantOf(time));
      this.datesOfAll.add(dateOf(time.wall));
    }
  }

  has(time: EventTime): boolean {
    if (time.isDate) return this.datesOfAll.has(dateOf(time.wall));
    return this.instants.has(instantOf(time)) || this.dates.has(dateOf(time.wall));
  }
}

/** Wall time of the midnight before. */
export function dateOf(wall: number): number {
  return Math.floor(wall / DAY) * DAY;
}

function isTime(value: unknown): value is IcalTime {
  return (value as { icaltype?: unknown } | null)?.icaltype === 'date-time' || isDate(value);
}

function isDate(value: unknown): boolean {
  return (value as { icaltype?: unknown } | null)?.icaltype === 'date';
}

function textOf(event: IcalComponent, name: string): string {
  return String(event.getFirstPropertyValue(name) ?? '').toUpperCase();
}

function isDeclinedBy(attendee: IcalProperty, addresses: readonly string[]): boolean {
  if (String(attendee.getParameter('partstat') ?? '').toUpperCase() !== 'DECLINED') return false;
  const who = [attendee.getFirstValue(), attendee.getParameter('email')];
  return who.some((one) =>
    addresses.includes(
      String(one ?? '')
        .replace(/^mailto:/i, '')
        .toLowerCase(),
    ),
  );
}
