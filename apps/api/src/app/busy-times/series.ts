import type { BusyTime, BusyTimesOptions } from './busy-time';
import type { EventLength, EventRecord, EventTime } from './event-record';
import { dateOf, instantOf, NamedTimes } from './event-record';
import type { IcalRecur, IcalTime } from './ical-library';
import { isUtc, wallOf } from './ical-library';
import type { Steps } from './rule-walls';
import { ruleWalls, spend } from './rule-walls';
import type { ZoneClock } from './zone-clock';

const DAY = 86_400_000;
/** Maximum difference between wall times and instants of two zones. */
const ZONES_APART = 2 * DAY;

export interface Window {
  from: number;
  to: number;
}

/** An occurrence before replacements. */
interface Occurrence {
  time: EventTime;
  length: EventLength;
}

/**
 * The busy times of one event with all its replaced occurrences, in no order, possibly also outside of the window.
 * @param records all events with one `UID`
 * @throws TooManySteps; Error when a rule cannot be evaluated
 */
export function* seriesTimes(
  records: readonly EventRecord[],
  window: Window,
  steps: Steps,
): Generator<BusyTime & Choice> {
  const masters = records.filter(({ replaces }) => !replaces);
  const master = masters.reduce<EventRecord | null>(newer, null);
  const replacing = newestOfEach(records.filter(({ replaces }) => replaces));
  for (const one of replacing) yield timeOf(one, one.start, one.length);
  if (!master) return;
  const future = replacing
    .filter((one) => one.andFuture)
    .sort((a, b) => instantOf(a.replaces as EventTime) - instantOf(b.replaces as EventTime));
  const reach = Math.max(0, ...future.map((one) => Math.abs(shiftOf(one)) + lengthBound(one.length)));
  const replaced = new NamedTimes(replacing.map(({ replaces }) => replaces as EventTime));
  for (const { time, length } of occurrencesOf(master, window, reach, steps)) {
    if (replaced.has(time)) continue;
    spend(steps, future.length);
    const governing = future.findLast(({ replaces }) => instantOf(replaces as EventTime) <= instantOf(time));
    if (!governing) yield timeOf(master, time, length);
    else
      yield timeOf(governing, { ...governing.start, wall: time.wall + shiftOf(governing) }, governing.length);
  }
}

/** Events that options may leave out. */
export type Choice = Pick<EventRecord, 'isCancelled' | 'isDeclined'>;

export function isWanted(time: BusyTime & Choice, options: BusyTimesOptions): boolean {
  if (time.isCancelled || time.isDeclined || time.end <= time.start) return false;
  if (time.transparency === 'transparent' && !options.transparent) return false;
  if (time.status === 'tentative' && options.withoutTentative) return false;
  return time.end > options.from && time.start < options.to;
}

function timeOf(event: EventRecord, start: EventTime, length: EventLength): BusyTime & Choice {
  return {
    uid: event.uid,
    start: instantOf(start),
    end: endOf(start, length),
    allDay: start.isDate,
    transparency: event.isTransparent ? 'transparent' : 'opaque',
    status: event.isTentative ? 'tentative' : 'confirmed',
    isCancelled: event.isCancelled,
    isDeclined: event.isDeclined,
  };
}

function endOf(start: EventTime, { days, milliseconds }: EventLength): number {
  return start.clock.toInstant(start.wall + days * DAY) + milliseconds;
}

function* occurrencesOf(
  master: EventRecord,
  window: Window,
  reach: number,
  steps: Steps,
): Generator<Occurrence> {
  const { start, length, rules, further, exceptions } = master;
  const slack = ZONES_APART + reach;
  const from = window.from - lengthBound(length) - slack;
  const to = window.to + slack;
  const seen = new Set<number>();
  const leftOut = new NamedTimes(exceptions);
  const walls =
    rules.length === 0
      ? [[start.wall]]
      : rules.map((rule) => ruleWalls(rule, spanOf(start, rule, from, to), steps));
  for (const wallsOfRule of walls) {
    for (const wall of wallsOfRule) {
      const time = { ...start, wall };
      if (wall < from || seen.has(instantOf(time)) || leftOut.has(time)) continue;
      seen.add(instantOf(time));
      yield { time, length };
    }
  }
  for (const one of further) {
    const time = start.isDate && !one.start.isDate ? { ...start, wall: dateOf(one.start.wall) } : one.start;
    if (seen.has(instantOf(time)) || leftOut.has(time)) continue;
    seen.add(instantOf(time));
    yield { time, length: one.length ?? length };
  }
}

function spanOf(start: EventTime, rule: IcalRecur, from: number, to: number) {
  const isBeforeUntil = untilOf(rule.until, start.isDate, start.clock);
  return { start: start.wall, isDate: start.isDate, from, to, isBeforeUntil };
}

/** `UNTIL` is inclusive: an instant, a wall time of the event's zone, or a whole date. */
function untilOf(until: IcalTime | null, isDate: boolean, clock: ZoneClock): (wall: number) => boolean {
  if (!until) return () => true;
  const limit = wallOf(until);
  if (isDate || until.isDate) return (wall) => dateOf(wall) <= dateOf(limit);
  return isUtc(until) ? (wall) => clock.toInstant(wall) <= limit : (wall) => wall <= limit;
}

/** By how much wall time an event shifts the later ones. */
function shiftOf({ start, replaces }: EventRecord): number {
  if (!replaces) return 0;
  return start.wall - (start.isDate ? replaces.wall : start.clock.toWall(instantOf(replaces)));
}

function lengthBound({ days, milliseconds }: EventLength): number {
  return days * DAY + milliseconds;
}

function newer(a: EventRecord | null, b: EventRecord): EventRecord {
  if (!a || b.sequence > a.sequence) return b;
  return b.sequence === a.sequence && b.stamp >= a.stamp ? b : a;
}

function newestOfEach(replacing: readonly EventRecord[]): EventRecord[] {
  const newest = new Map<string, EventRecord>();
  for (const one of replacing) {
    const time = one.replaces as EventTime;
    const key = `${time.isDate}${instantOf(time)}`;
    newest.set(key, newer(newest.get(key) ?? null, one));
  }
  return [...newest.values()];
}
