import { fullDays } from './limits';
import { frameOf } from './rules';
import type { SlotQuestion } from './slots';
import { isAbsent, openTime, segmentFrom } from './working-time';
import { assertInstant, dayStart, localDay } from './zones';

/**
 * A range of time and what the rules say about it: it is open (`hours`), or nothing may start in it, because it is
 * over (`past`), too soon (`notice`), outside of the booking window (`window`), on a day or week that is full
 * (`limit`), or in an absence (`absence`).
 */
export interface Stretch {
  kind: 'hours' | 'past' | 'notice' | 'window' | 'limit' | 'absence';
  /** Epoch milliseconds, half-open. */
  start: number;
  end: number;
}

/**
 * How the rules for starts divide `[from, to)` (epoch milliseconds), by kind and time: the reasons of {@link explain}
 * as ranges, without busy time. Throws like {@link listSlots}.
 */
export function stretchesOf(question: SlotQuestion & { from: number; to: number }): Stretch[] {
  const { from, to } = question;
  assertInstant(from, 'from');
  assertInstant(to, 'to');
  if (!(from < to)) return [];
  const frame = frameOf(question);
  const open = openTime(frame.hours, from, to);
  const stretches: Stretch[] = [];
  const add = (kind: Stretch['kind'], start: number, end: number): void => {
    const [low, high] = [Math.max(start, from), Math.min(end, to)];
    if (low >= high) return;
    const last = stretches.at(-1);
    if (last?.kind === kind && last.end >= low) last.end = Math.max(last.end, high);
    else stretches.push({ kind, start: low, end: high });
  };
  for (let i = segmentFrom(open, from); i < open.anchors.length; i++) {
    const anchor = open.anchors[i] as number;
    if (anchor >= to) break;
    add('hours', anchor, open.untils[i] as number);
  }
  add('past', -Infinity, frame.now);
  add('notice', frame.now, frame.earliest);
  add('window', -Infinity, frame.windowStart);
  add('window', frame.windowEnd, Infinity);
  const full = fullDays(frame, question.rules.limits, question.booked, open, from, to);
  full.starts.forEach((start, i) => add('limit', start, full.ends[i] as number));
  const { zone } = frame.hours;
  for (let day = localDay(zone, from); day <= localDay(zone, to - 1); day++) {
    if (isAbsent(frame.hours, day)) add('absence', dayStart(zone, day), dayStart(zone, day + 1));
  }
  return stretches;
}
