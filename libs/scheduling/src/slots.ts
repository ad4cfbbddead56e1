import { DAY } from './civil';
import { busyBetween, firstOverlap } from './busy';
import type { BusyColumns, BusyInterval, BusyTime } from './busy';
import type { WorkingHours } from './hours';
import { fullDays } from './limits';
import type { BookedSession, FullDays } from './limits';
import { frameOf } from './rules';
import type { Frame, SlotRules } from './rules';
import { isAbsent, openTime, segmentFrom } from './working-time';
import type { OpenTime } from './working-time';
import { assertInstant, localDay } from './zones';

/**
 * Everything that decides which starts are free. Instants are epoch milliseconds. Two things are cached by identity:
 * `hours` (pass a new object after a change) and the lists `busy` and `booked` when they are frozen
 * (`Object.freeze`), so that thousands of entries cost little more than a few.
 *
 * Rules that the fields do not show:
 *
 * - The ranges of a date become instants first (in the gap of a clock change the time moves forward by the gap, in a
 *   fold the first occurrence counts). Empty ones are then dropped, and the rest is merged where ranges touch or
 *   overlap. So a range that disappears in a gap changes nothing: in Berlin on 2027-03-28, `02:30-03:00` next to
 *   `03:00-05:00` leaves 03:00 a start.
 * - A range never extends into the next local date, even where a gap shifts its end there. Ranges that touch across
 *   midnight are one range.
 * - The grid begins at the start of each merged range, in the schedule's zone. Where the weekly hours have no closed
 *   minute there is no such start: the grid then begins at each local midnight.
 * - A session counts towards the limits of the local day and the ISO week in which it starts, with all its minutes.
 */
export interface SlotQuestion {
  hours: WorkingHours;
  rules: SlotRules;
  /** Padded intervals of the expert's live bookings and of other clients' live holds, in any order. */
  busy: readonly BusyInterval[];
  /** Busy time of connected calendars, besides the intervals of kind `external`. */
  external?: BusyColumns;
  /**
   * Live bookings of this event type, for its limits, in any order; for whole ISO weeks around the question's
   * interval.
   */
  booked: readonly BookedSession[];
  /** Group sessions of this event type: start -> seats left. */
  openSessions: ReadonlyMap<number, number>;
  now: number;
}

/** One free start (epoch milliseconds), with the seats left of a group session. */
export interface OfferedSlot {
  start: number;
  seatsLeft?: number;
}

/** Why a time cannot be booked. The same values as in the contracts. */
export type UnbookableReason =
  | 'invalid_duration'
  | 'off_grid'
  | 'in_the_past'
  | 'min_notice'
  | 'out_of_window'
  | 'out_of_office'
  | 'outside_hours'
  | 'limit_reached'
  | 'slot_taken'
  | 'slot_held'
  | 'busy_elsewhere';

/** One reason against a start; `blockedBy` is the interval for `slot_taken`, `slot_held` and `busy_elsewhere`. */
export interface Obstacle {
  reason: UnbookableReason;
  blockedBy?: BusyInterval;
}

export type Decision =
  { bookable: true } | { bookable: false; reason: UnbookableReason; blockedBy?: BusyInterval };

/** Maximum length of a question's interval, in days. */
const MAX_SPAN_DAYS = 3_700;
/** How far {@link nearestSlots} searches to either side, in days. */
const NEAREST_DAYS = 31;

/**
 * Every bookable start in `[from, to)` (epoch milliseconds), ascending. A start is on the grid of its working range
 * (anchored at the range's beginning in the schedule's zone, never shifted by bookings), its session fits the range,
 * notice and window allow it, its padded time is free and no limit is reached. A group session with seats left is
 * offered although its time is busy, and regardless of limits. Throws RangeError for invalid rules or instants and
 * for more than about ten years at once, UnknownZoneError for the zone.
 */
export function listSlots(question: SlotQuestion & { from: number; to: number }): number[] {
  assertInstant(question.from, 'from');
  assertInstant(question.to, 'to');
  return scan(frameOf(question), question, question.from, question.to);
}

/**
 * Whether one start (epoch milliseconds) can be booked, decided by the same scan as the listing; when it cannot, the
 * most fundamental reason. Throws like {@link listSlots}.
 */
export function isBookable(question: SlotQuestion & { start: number }): Decision {
  const { start } = question;
  assertInstant(start, 'start');
  const frame = frameOf(question);
  if (scan(frame, question, start, start + 1)[0] === start) return { bookable: true };
  const obstacle = obstacles(frame, question, start)[0];
  if (obstacle === undefined) throw new Error(`No reason found why ${start} is not bookable`);
  return { bookable: false, ...obstacle };
}

/**
 * All reasons why a start (epoch milliseconds) cannot be booked, most fundamental first; empty when it is bookable.
 * Throws like {@link listSlots}.
 */
export function explain(question: SlotQuestion & { start: number }): Obstacle[] {
  assertInstant(question.start, 'start');
  return obstacles(frameOf(question), question, question.start);
}

/**
 * The `count` bookable starts nearest to `around` (epoch milliseconds) within 31 days on both sides, `around` itself
 * included when free, earliest first; of two equally near the earlier one is chosen. Throws like {@link listSlots}.
 */
export function nearestSlots(question: SlotQuestion & { around: number; count: number }): number[] {
  const { around, count } = question;
  assertInstant(around, 'around');
  const free = scan(
    frameOf(question),
    question,
    around - NEAREST_DAYS * DAY,
    around + NEAREST_DAYS * DAY + 1,
  );
  let right = free.findIndex((start) => start >= around);
  if (right < 0) right = free.length;
  let left = right;
  while (right - left < count && (left > 0 || right < free.length)) {
    const gapBefore = left > 0 ? around - (free[left - 1] as number) : Infinity;
    const gapAfter = right < free.length ? (free[right] as number) - around : Infinity;
    if (gapBefore <= gapAfter) left--;
    else right++;
  }
  return free.slice(left, right);
}

/** The one place that decides: all bookable starts in `[from, to)`. */
function scan(frame: Frame, question: SlotQuestion, from: number, to: number): number[] {
  const low = Math.max(from, frame.earliest, frame.windowStart);
  const high = Math.min(to, frame.windowEnd);
  if (!(low < high)) return [];
  if (high - low > MAX_SPAN_DAYS * DAY) throw new RangeError(`More than ${MAX_SPAN_DAYS} days at once`);
  const open = openTime(frame.hours, low, high);
  const busy = busyBetween(
    question.busy,
    question.external,
    low - frame.before,
    high + frame.duration + frame.after,
  );
  const full = fullDays(frame, question.rules.limits, question.booked, open, low, high);
  const free = freeStarts(frame, open, busy, full, low, high);
  return question.openSessions.size === 0
    ? free
    : withSessions(free, frame, open, question.openSessions, low, high);
}

function freeStarts(
  frame: Frame,
  open: OpenTime,
  busy: BusyTime,
  full: FullDays,
  low: number,
  high: number,
): number[] {
  const { step, duration, before } = frame;
  const reach = duration + frame.after;
  const free: number[] = [];
  let nextBusy = busy.first;
  let nextFull = 0;
  for (let s = segmentFrom(open, low); s < open.anchors.length; s++) {
    const anchor = open.anchors[s] as number;
    if (anchor >= high) break;
    const end = Math.min(open.untils[s] as number, high, (open.fits[s] as number) - duration + 1);
    let start = gridFrom(anchor, step, low);
    while (start < end) {
      while (nextBusy < busy.last && (busy.ends[nextBusy] as number) <= start - before) nextBusy++;
      while (nextFull < full.ends.length && (full.ends[nextFull] as number) <= start) nextFull++;
      const busyStart = nextBusy < busy.last ? (busy.starts[nextBusy] as number) : Infinity;
      const fullStart = nextFull < full.ends.length ? (full.starts[nextFull] as number) : Infinity;
      // All starts before both are free. The first one that is not jumps past what blocks it. A long step may
      // already have passed it: then nothing blocks, and the next iteration continues behind it.
      const clear = Math.min(end, fullStart, busyStart - reach + 1);
      for (; start < clear; start += step) free.push(start);
      if (start >= end) break;
      const past =
        start >= fullStart ? (full.ends[nextFull] as number) : (busy.ends[nextBusy] as number) + before;
      if (past > start) start = gridFrom(anchor, step, past);
    }
  }
  return free;
}

/** The first grid start of a segment that is not before `instant`. */
function gridFrom(anchor: number, step: number, instant: number): number {
  return instant <= anchor ? anchor : anchor + Math.ceil((instant - anchor) / step) * step;
}

function withSessions(
  free: readonly number[],
  frame: Frame,
  open: OpenTime,
  sessions: ReadonlyMap<number, number>,
  low: number,
  high: number,
): number[] {
  const starts = free.filter((start) => !sessions.has(start));
  for (const [start, places] of sessions) {
    if (places > 0 && start >= low && start < high && hoursObstacle(frame, open, start) === null) {
      starts.push(start);
    }
  }
  return starts.sort((a, b) => a - b);
}

/** The reason that working hours give against a start, if any. */
function hoursObstacle(frame: Frame, open: OpenTime, start: number): UnbookableReason | null {
  const s = segmentFrom(open, start);
  const anchor = s < open.anchors.length ? (open.anchors[s] as number) : Infinity;
  if (start >= anchor && start + frame.duration <= (open.fits[s] as number)) {
    return (start - anchor) % frame.step === 0 ? null : 'off_grid';
  }
  const { hours } = frame;
  const lastDay = localDay(hours.zone, start + frame.duration - 1);
  for (let day = localDay(hours.zone, start); day <= lastDay; day++) {
    if (isAbsent(hours, day)) return 'out_of_office';
  }
  return 'outside_hours';
}

function obstacles(frame: Frame, question: SlotQuestion, start: number): Obstacle[] {
  const found: Obstacle[] = [];
  if (start < frame.now) found.push({ reason: 'in_the_past' });
  else if (start < frame.earliest) found.push({ reason: 'min_notice' });
  if (start < frame.windowStart || start >= frame.windowEnd) found.push({ reason: 'out_of_window' });
  const open = openTime(frame.hours, start, start + 1);
  const hours = hoursObstacle(frame, open, start);
  if (hours !== null) found.push({ reason: hours });
  const places = question.openSessions.get(start);
  if (places !== undefined) {
    if (places <= 0) found.push({ reason: 'slot_taken' });
    return found;
  }
  const full = fullDays(frame, question.rules.limits, question.booked, open, start, start + 1);
  if (full.starts.some((from, i) => start >= from && start < (full.ends[i] as number))) {
    found.push({ reason: 'limit_reached' });
  }
  const booking = firstInTheWay(frame, question.busy, start, 'booking');
  if (booking !== undefined) found.push({ reason: 'slot_taken', blockedBy: booking });
  const hold = firstInTheWay(frame, question.busy, start, 'hold');
  if (hold !== undefined) found.push({ reason: 'slot_held', blockedBy: hold });
  const external = externalInTheWay(frame, question, start);
  if (external !== undefined) found.push({ reason: 'busy_elsewhere', blockedBy: external });
  return found;
}

function externalInTheWay(
  frame: Frame,
  { busy, external }: SlotQuestion,
  start: number,
): BusyInterval | undefined {
  const listed = firstInTheWay(frame, busy, start, 'external');
  if (listed !== undefined || external === undefined) return listed;
  const found = firstOverlap(external, start - frame.before, start + frame.duration + frame.after);
  return found && { ...found, kind: 'external' };
}

/** The first of these busy intervals that the padded time of a start would overlap. */
function firstInTheWay(
  frame: Frame,
  busy: readonly BusyInterval[],
  start: number,
  kind: BusyInterval['kind'],
): BusyInterval | undefined {
  const from = start - frame.before;
  const to = start + frame.duration + frame.after;
  for (let i = 0; i < busy.length; i++) {
    const interval = busy[i] as BusyInterval;
    if (interval.start >= to || interval.end <= from) continue;
    if (interval.kind === kind && interval.start < interval.end) return interval;
  }
  return undefined;
}
