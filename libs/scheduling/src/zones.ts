import { DAY, dayOf, formatDay, MINUTE, TWO_DIGITS, weekdayOfDay } from './civil';
import { allZoneNames, findZone, instantOfWall, offsetAt } from './tzdata';
import type { Zone } from './tzdata';

export { clearZoneCaches, TZDATA_VERSION } from './tzdata';

/** A time zone that the project's data does not have. */
export class UnknownZoneError extends Error {
  override readonly name = 'UnknownZoneError';

  constructor(readonly zone: string) {
    super(`Unknown time zone: ${zone}`);
  }
}

let names: readonly string[] | null = null;

/** Whether `zone` is a canonical IANA name or a link to one. Case matters. */
export function isKnownZone(zone: string): boolean {
  return findZone(zone) !== undefined;
}

/** Every name {@link isKnownZone} accepts, sorted by code unit. */
export function zoneNames(): readonly string[] {
  names ??= Object.freeze(allZoneNames());
  return names;
}

/** The rules of `zone`. Throws {@link UnknownZoneError}. */
export function zoneOf(zone: string): Zone {
  const found = findZone(zone);
  if (found === undefined) throw new UnknownZoneError(zone);
  return found;
}

/** Largest instant a `Date` can hold (ECMA-262, time values). */
const LAST_INSTANT = 8.64e15;

/** Throws RangeError unless `instant` is a number of epoch milliseconds that a `Date` could hold. */
export function assertInstant(instant: number, name = 'instant'): void {
  if (!(Math.abs(instant) <= LAST_INSTANT)) throw new RangeError(`${name} is not an instant: ${instant}`);
}

/**
 * Minutes EAST of UTC in force in `zone` at `instant` (epoch milliseconds): 60 for Berlin in winter. Not a whole
 * number in the time of local mean time. Rules are known up to the year 2499; later the last offset applies. Throws
 * {@link UnknownZoneError}; RangeError when `instant` is not one.
 */
export function offsetMinutesAt(zone: string, instant: number): number {
  assertInstant(instant);
  return offsetAt(zoneOf(zone), instant) / MINUTE;
}

/**
 * The instant (epoch milliseconds) of a wall time in `zone`. A time in a gap moves forward by the gap, a time in a fold
 * is its first occurrence; minute 1440 is the next local midnight. Throws {@link UnknownZoneError}, and RangeError for a
 * date that does not exist or a minute outside 0 to 1440.
 */
export function toInstant(zone: string, date: string, minuteOfDay: number): number {
  if (!(minuteOfDay >= 0 && minuteOfDay <= 1440))
    throw new RangeError(`Not a minute of a day: ${minuteOfDay}`);
  return instantOfWall(zoneOf(zone), dayOf(date) * DAY + minuteOfDay * MINUTE);
}

/** The calendar day `YYYY-MM-DD` in `zone` at `instant` (epoch milliseconds). Throws like {@link offsetMinutesAt}. */
export function localDateAt(zone: string, instant: number): string {
  assertInstant(instant);
  return dateText(localDay(zoneOf(zone), instant));
}

/** Day number (days since 1970-01-01) of the local date at an instant. */
export function localDay(zone: Zone, instant: number): number {
  return Math.floor((instant + offsetAt(zone, instant)) / DAY);
}

/** The first instant of a local day given by its number. */
export function dayStart(zone: Zone, day: number): number {
  return instantOfWall(zone, day * DAY);
}

let lastDay = 0;
let lastDate = '1970-01-01';

/** {@link formatDay} with a cache of one result: slots come in runs of one day. */
function dateText(day: number): string {
  if (day !== lastDay) {
    lastDate = formatDay(day);
    lastDay = day;
  }
  return lastDate;
}

/** `T00:00:` to `T23:59:` by minute of the day. */
const TIME_TEXTS = Array.from(
  { length: 1440 },
  (_, minute) => `T${TWO_DIGITS[Math.floor(minute / 60)]}:${TWO_DIGITS[minute % 60]}:`,
);

let lastOffset = 0;
let lastOffsetText = '+00:00';

/** `+01:00` for an offset in whole minutes; with a cache of one result. */
function offsetText(offset: number): string {
  if (offset !== lastOffset) {
    const size = Math.abs(offset);
    lastOffsetText = `${offset < 0 ? '-' : '+'}${TWO_DIGITS[Math.floor(size / 60)]}:${TWO_DIGITS[size % 60]}`;
    lastOffset = offset;
  }
  return lastOffsetText;
}

/**
 * `instant` (epoch milliseconds) as ISO 8601 in `zone`'s wall time with its numeric offset (RFC 3339):
 * `2027-01-04T09:00:00+01:00`, `+00:00` for UTC. Milliseconds are dropped. RFC 3339 offsets have no seconds: in the
 * time of local mean time the offset is cut to the minute and the wall time with it, so that the text still denotes
 * the instant. Throws like {@link offsetMinutesAt}.
 */
export function formatInstant(zone: string, instant: number): string {
  assertInstant(instant);
  const offset = Math.trunc(offsetAt(zoneOf(zone), instant) / MINUTE);
  const wall = Math.floor((instant + offset * MINUTE) / 1000);
  const day = Math.floor(wall / 86_400);
  const second = wall - day * 86_400;
  const minute = Math.floor(second / 60);
  return dateText(day) + TIME_TEXTS[minute] + TWO_DIGITS[second % 60] + offsetText(offset);
}

/** The date `days` calendar days after `date` (before, when negative). Throws RangeError for a date that is not one. */
export function addDays(date: string, days: number): string {
  return formatDay(dayOf(date) + days);
}

/** Weekday of `date`, 0 = Sunday to 6 = Saturday. Throws RangeError for a date that is not one. */
export function weekdayOf(date: string): number {
  return weekdayOfDay(dayOf(date));
}

// The first call of a function compiles it. It runs once at start, before any request: this is half of the cost of
// the first zone.
toInstant('Etc/UTC', '1970-01-01', 0);
