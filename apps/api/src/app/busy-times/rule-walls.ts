import type { IcalRecur } from './ical-library';
import { timeOf, wallOf } from './ical-library';

/** The remaining steps for rules. */
export interface Steps {
  left: number;
}

/** Thrown when the rules of a file take more steps than allowed. */
export class TooManySteps extends Error {}

/** @throws TooManySteps when fewer are left */
export function spend(steps: Steps, count = 1): void {
  steps.left -= count;
  if (steps.left < 0) throw new TooManySteps();
}

class PastEnd extends Error {}

const SECOND = 1000;
const PERIODS: Readonly<Record<string, number>> = {
  SECONDLY: SECOND,
  MINUTELY: 60 * SECOND,
  HOURLY: 3600 * SECOND,
  DAILY: 86_400 * SECOND,
  WEEKLY: 7 * 86_400 * SECOND,
};

export interface RuleSpan {
  /** Wall time of the first occurrence, which is always included. */
  start: number;
  isDate: boolean;
  /** Occurrences before it are not needed; those after `to` end the rule. */
  from: number;
  to: number;
  /** Whether an occurrence is still before the rule's `UNTIL`. */
  isBeforeUntil: (wall: number) => boolean;
}

/**
 * Wall times of the occurrences of a rule within `[from, to]`, ascending; possibly some earlier ones. `UNTIL` and
 * `COUNT` are evaluated here and not by ical.js, which has no zones and would search for the next occurrence of an
 * impossible rule for ever.
 * @throws TooManySteps
 */
export function* ruleWalls(rule: IcalRecur, span: RuleSpan, steps: Steps): Generator<number> {
  const { start, isDate, to, isBeforeUntil } = span;
  const count = rule.count ?? Infinity;
  const endless = rule.clone();
  endless.count = null;
  endless.until = null;
  const iterator = endless.iterator(timeOf(beginning(rule, span), isDate));
  const check = iterator.check_contracting_rules.bind(iterator);
  // Called at each step of ical.js, also without a result.
  iterator.check_contracting_rules = () => {
    spend(steps);
    if (wallOf(iterator.last) > to) throw new PastEnd();
    return check();
  };
  let last = start;
  let counted = 1;
  if (start > to || !isBeforeUntil(start)) return;
  yield start;
  try {
    for (let time = iterator.next(); time && counted < count; time = iterator.next()) {
      spend(steps);
      const wall = wallOf(time);
      if (wall > to || !isBeforeUntil(wall)) return;
      if (wall <= last) continue;
      last = wall;
      counted++;
      yield wall;
    }
  } catch (error) {
    if (!(error instanceof PastEnd)) throw error;
  }
}

/**
 * Where ical.js may begin: just before the range, a whole number of periods after the start, because endless daily
 * rules may have begun long ago. With `BYSETPOS` a period earlier, because ical.js does not apply it to the first
 * one.
 */
function beginning(rule: IcalRecur, { start, from }: RuleSpan): number {
  if (rule.parts.BYSETPOS && (rule.parts.BYDAY ?? rule.parts.BYMONTHDAY)) {
    const first = new Date(start);
    if (rule.freq === 'MONTHLY') return first.setUTCMonth(first.getUTCMonth() - rule.interval, 1);
    if (rule.freq === 'YEARLY') return first.setUTCFullYear(first.getUTCFullYear() - rule.interval, 0, 1);
  }
  const period = (PERIODS[rule.freq] ?? 0) * rule.interval;
  if (period === 0 || rule.count !== null || from - start <= 2 * period) return start;
  return start + Math.floor((from - start) / period - 1) * period;
}
