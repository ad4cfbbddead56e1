import type { IsoInstant, LocalDate, TimeZoneName } from '@expertbook/contracts';

/**
 * Wall-clock time of one zone, `YYYY-MM-DDTHH:mm`. The API writes instants with the expert's offset, so the wall time is
 * part of the text. Only the conversion back needs a zone's rules: the API's offsets take precedence over the browser's
 * data, which may be stale.
 */
export type Wall = string;

/** An instant (ms) with the offset (minutes) that the API has written for it. */
export interface KnownOffset {
  at: number;
  offset: number;
}

const DAY = 86_400_000;
const MINUTE = 60_000;
const formats = new Map<TimeZoneName, Intl.DateTimeFormat>();

/** The wall time in which an instant is written; UTC for `…Z`. */
export function wallOf(instant: IsoInstant): Wall {
  return instant.slice(0, 16);
}

export function knownOffsetOf(instant: IsoInstant): KnownOffset {
  const at = Date.parse(instant);
  return { at, offset: Math.round((Date.parse(`${wallOf(instant)}Z`) - at) / MINUTE) };
}

/**
 * Minutes that `zone` is ahead of UTC at an instant: the API's offset where its nearest ones before and after are
 * equal; otherwise the browser's. An unknown zone is UTC.
 */
export function offsetAt(instant: number, zone: TimeZoneName, known: readonly KnownOffset[] = []): number {
  let before: KnownOffset | undefined;
  let after: KnownOffset | undefined;
  for (const one of known) {
    if (one.at <= instant && (!before || one.at > before.at)) before = one;
    if (one.at >= instant && (!after || one.at < after.at)) after = one;
  }
  if (before && after && before.offset === after.offset) return before.offset;
  return browserOffset(instant, zone);
}

export function wallIn(zone: TimeZoneName, instant: number, known: readonly KnownOffset[] = []): Wall {
  return new Date(instant + offsetAt(instant, zone, known) * MINUTE).toISOString().slice(0, 16);
}

/**
 * The instant (ms) of a wall time. In the gap of a clock change the time moves forward by the gap; in a fold it is the
 * first of the two, as everywhere in the product.
 */
export function instantOf(wall: Wall, zone: TimeZoneName, known: readonly KnownOffset[] = []): number {
  const plain = Date.parse(`${wall}Z`);
  const early = offsetAt(plain - DAY, zone, known);
  const late = offsetAt(plain + DAY, zone, known);
  const fitting = [early, late]
    .map((offset) => ({ offset, at: plain - offset * MINUTE }))
    .filter(({ offset, at }) => offsetAt(at, zone, known) === offset)
    .map(({ at }) => at);
  return fitting.length ? Math.min(...fitting) : plain - early * MINUTE;
}

export function plusMinutes(wall: Wall, minutes: number): Wall {
  return new Date(Date.parse(`${wall}Z`) + minutes * MINUTE).toISOString().slice(0, 16);
}

export function dateOf(wall: Wall): LocalDate {
  return wall.slice(0, 10);
}

export function timeOf(wall: Wall): string {
  return wall.slice(11, 16);
}

function browserOffset(instant: number, zone: TimeZoneName): number {
  const parts = formatOf(zone).formatToParts(instant);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const wall = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}Z`;
  return Math.round((Date.parse(wall) - Math.floor(instant / MINUTE) * MINUTE) / MINUTE);
}

function formatOf(zone: TimeZoneName): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const options: Intl.DateTimeFormatOptions = {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    };
    try {
      format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone });
    } catch {
      format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
    }
    formats.set(zone, format);
  }
  return format;
}
