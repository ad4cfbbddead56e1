import type { HourCycle, IsoInstant, LocalDate, LocalTime, TimeZoneName } from '@expertbook/contracts';
import { clockText } from '@expertbook/contracts';
import { dateLocale } from '@expertbook/web-shared/platform/locale';

export { offsetText } from '@expertbook/contracts';

/**
 * Wall times are read from the offset that the API wrote and never recomputed by the browser, whose zone data may be
 * old. Only an instant without the wanted offset needs `Intl` ({@link wallTimeIn}).
 */
export interface WallTime {
  date: LocalDate;
  time: LocalTime;
  /** Minutes east of UTC. */
  offset: number;
}

const OFFSET = /(?:(Z)|([+-])(\d{2}):?(\d{2}))$/i;
const MINUTE_MS = 60_000;
const NEARBY_MS = 12 * 3_600_000;

/** `2027-01-04T09:00:00+01:00` -> 4 January, 09:00, +60. */
export function wallTime(instant: IsoInstant): WallTime {
  return { date: instant.slice(0, 10), time: instant.slice(11, 16), offset: offsetMinutes(instant) };
}

export function offsetMinutes(instant: IsoInstant): number {
  const [, , sign, hours, minutes] = OFFSET.exec(instant) ?? [];
  if (!sign) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** The wall time of an instant (ms) at a known offset. */
export function wallTimeAt(instant: number, offset: number): WallTime {
  const local = new Date(instant + offset * MINUTE_MS).toISOString();
  return { date: local.slice(0, 10), time: local.slice(11, 16), offset };
}

/** The wall time of an instant (ms) by the browser's own zone data, as a fallback. An unknown zone gives UTC. */
export function wallTimeIn(instant: number, zone: TimeZoneName): WallTime {
  let parts: Intl.DateTimeFormatPart[];
  try {
    parts = clockOf(zone).formatToParts(instant);
  } catch {
    return wallTimeAt(instant, 0);
  }
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return wallTimeAt(instant, Math.round((wall - instant) / MINUTE_MS));
}

/** One formatter per zone: creating one takes as long as hundreds of its calls. */
const clocks = new Map<TimeZoneName, Intl.DateTimeFormat>();

/** @throws RangeError when the browser does not know the zone */
function clockOf(zone: TimeZoneName): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    clocks.set(zone, clock);
  }
  return clock;
}

/**
 * The wall time of an instant (ms) by the offset of the nearest start that the API wrote, where one is within half a
 * day.
 */
export function wallTimeNear(instant: number, starts: readonly IsoInstant[], zone: TimeZoneName): WallTime {
  const distance = (start: IsoInstant) => Math.abs(Date.parse(start) - instant);
  const near = starts.reduce<IsoInstant | null>(
    (best, start) => (best && distance(best) <= distance(start) ? best : start),
    null,
  );
  if (!near || distance(near) > NEARBY_MS) return wallTimeIn(instant, zone);
  return wallTimeAt(instant, offsetMinutes(near));
}

/** `09:30` in a 12-hour day as `9:30 am`, in the current language. */
export function timeText(time: LocalTime, cycle: HourCycle): string {
  return clockText(time, cycle, dateLocale());
}

export type PartOfDay = 'morning' | 'afternoon' | 'evening';

export function partOfDay(time: LocalTime): PartOfDay {
  if (time < '12:00') return 'morning';
  return time < '17:00' ? 'afternoon' : 'evening';
}

/** An instant in an address: UTC to the minute, `2027-01-04T08:00Z`. */
export function slotParam(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 16)}Z`;
}

/** Milliseconds of a {@link slotParam}; null for an invalid one. */
export function parseSlotParam(text: string | null | undefined): number | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/.test(text)) return null;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : instant;
}

/** A wall time as the API writes instants, `2027-01-04T09:00:00+01:00`. */
export function isoInstant({ date, time, offset }: WallTime): IsoInstant {
  const size = Math.abs(offset);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date}T${time}:00${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** True for a zone this browser knows. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
