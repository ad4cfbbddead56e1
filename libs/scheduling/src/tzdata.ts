import packed from 'moment-timezone/data/packed/latest.json';

/** The release of the IANA time-zone database these rules come from, e.g. `2026f`. */
export const TZDATA_VERSION: string = packed.version;

/**
 * One zone's whole history. Segment `i` has `offsets[i]` (milliseconds east of UTC) until the instant `untils[i]`;
 * the last segment has no end. A wall time, counted as if it were UTC, belongs to segment `i` while it is below
 * `wallLimits[i]`: the later of the wall times before and after the change. So times in a gap are read with the
 * offset before it (they move forward by the gap), and times in a fold are read in their first occurrence.
 */
export interface Zone {
  readonly name: string;
  untils: Float64Array;
  offsets: Float64Array;
  wallLimits: Float64Array;
  /** Whether these are all segments; otherwise the last one covers everything from {@link NEAR} on until it is needed. */
  whole: boolean;
  /** The segment found last, by instant or wall time: consecutive questions are usually neighbours. */
  hint: number;
}

/**
 * Rules are known up to 2499. From 2050 (UTC) on they are unpacked on demand, because unpacking them too would make a
 * first look-up four times as expensive.
 */
const NEAR = 2_524_608_000_000;

const zones = new Map<string, Zone>();

/** Every known name, canonical ones and links, sorted by code unit. */
export function allZoneNames(): string[] {
  const names = packed.zones.map((text) => text.slice(0, text.indexOf('|')));
  for (const link of packed.links) names.push(link.slice(link.indexOf('|') + 1));
  return names.sort();
}

/** The zone of exactly this name, unpacked at its first use; undefined when unknown. */
export function findZone(name: string): Zone | undefined {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const text = packedText(name);
  if (text === undefined) return undefined;
  const zone = unpack(name, text, NEAR);
  zones.set(name, zone);
  return zone;
}

/** Drops every unpacked zone, so that the next look-up unpacks it again. Only for measurements. */
export function clearZoneCaches(): void {
  zones.clear();
  numbers.clear();
}

function packedText(name: string): string | undefined {
  if (name === '' || name.includes('|')) return undefined;
  const linkEnd = `|${name}`;
  const link = packed.links.find((candidate) => candidate.endsWith(linkEnd));
  const start = link === undefined ? `${name}|` : link.slice(0, link.indexOf('|') + 1);
  return packed.zones.find((candidate) => candidate.startsWith(start));
}

/**
 * Segments up to and including the first that begins after `limit`. The text is
 * `name|abbreviations|offsets|indices|untils|population`; offsets are minutes west, untils differences in minutes.
 */
function unpack(name: string, text: string, limit: number): Zone {
  const [, , offsetList = '', indices = '', untilList = ''] = text.split('|');
  const offsetTexts = offsetList.split(' ');
  // 0 - x instead of -x: minus zero would differ from the 0 of UTC under Object.is
  const choices = offsetTexts.map((offset) => 0 - base60Milliseconds(offset));
  const most = indices.length - 1;
  const untils = new Float64Array(most);
  const offsets = new Float64Array(most + 1);
  const wallLimits = new Float64Array(most);
  let until = 0;
  let offset = choices[digit(indices.charCodeAt(0))] as number;
  offsets[0] = offset;
  let count = 0;
  for (let from = 0; count < most && until <= limit; count++) {
    const space = untilList.indexOf(' ', from);
    const end = space < 0 ? untilList.length : space;
    until += base60Milliseconds(untilList.slice(from, end));
    from = end + 1;
    const next = choices[digit(indices.charCodeAt(count + 1))] as number;
    untils[count] = until;
    offsets[count + 1] = next;
    wallLimits[count] = until + (next > offset ? next : offset);
    offset = next;
  }
  return {
    name,
    untils: untils.subarray(0, count),
    offsets: offsets.subarray(0, count + 1),
    wallLimits: wallLimits.subarray(0, count),
    whole: count === most,
    hint: 0,
  };
}

/** Zones have thousands of numbers but few different ones, such as six months less an hour. */
const numbers = new Map<string, number>();

const MINUS = 45;
const POINT = 46;

/** A base-60 number of minutes with an optional sign and one fractional digit, as milliseconds. */
function base60Milliseconds(text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  let value = 0;
  let places = 1000 * 60;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === POINT) places = 1000;
    else if (code !== MINUS) value = value * 60 + digit(code);
  }
  const milliseconds = (text.charCodeAt(0) === MINUS ? -value : value) * places;
  numbers.set(text, milliseconds);
  return milliseconds;
}

/** Digits are 0-9, a-z, A-X. */
function digit(code: number): number {
  if (code > 96) return code - 87;
  return code > 64 ? code - 29 : code - 48;
}

/** How many of the ascending values are `<= value`: the index of the first that is greater. */
export function countUpTo(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Milliseconds east of UTC at an instant. */
export function offsetAt(zone: Zone, instant: number): number {
  if (!holds(zone.untils, zone.hint, instant)) zone.hint = segmentOf(zone, 'untils', instant);
  return zone.offsets[zone.hint] as number;
}

/** The instant of a wall time given as if it were UTC; gaps move forward, folds take their first occurrence. */
export function instantOfWall(zone: Zone, wall: number): number {
  if (!holds(zone.wallLimits, zone.hint, wall)) zone.hint = segmentOf(zone, 'wallLimits', wall);
  return wall - (zone.offsets[zone.hint] as number);
}

/** The segment that contains `value` by these limits; never the last one of a zone that is not unpacked completely. */
function segmentOf(zone: Zone, limits: 'untils' | 'wallLimits', value: number): number {
  const found = countUpTo(zone[limits], value);
  if (zone.whole || found < zone[limits].length) return found;
  Object.assign(zone, unpack(zone.name, packedText(zone.name) as string, Infinity));
  return countUpTo(zone[limits], value);
}

/** Whether segment `i` between ascending limits contains `value`. */
function holds(limits: Float64Array, i: number, value: number): boolean {
  return (
    (i === limits.length || value < (limits[i] as number)) && (i === 0 || value >= (limits[i - 1] as number))
  );
}
