import { dayOf, MINUTE, parseDay, weekdayOfDay } from './civil';
import type { WorkingHours } from './hours';
import { assertInstant, dayStart, localDay } from './zones';
import { compileHours } from './working-time';
import type { CompiledHours } from './working-time';

/** Up to the end of the local date `days` days (all of them, or Mondays to Fridays) after today, in the schedule's zone. */
export interface RollingWindow {
  kind: 'rolling';
  days: number;
  unit: 'calendar_days' | 'business_days';
}

/** From the local date `start` to `end`, both inclusive, in the schedule's zone. */
export interface DateRangeWindow {
  kind: 'range';
  start: string;
  end: string;
}

export type BookingWindow = RollingWindow | DateRangeWindow;

/**
 * Maximum of live bookings per local day and ISO week, and of booked minutes (without buffers) per local day; null =
 * no limit.
 */
export interface BookingLimits {
  perDay: number | null;
  perWeek: number | null;
  minutesPerDay: number | null;
}

/** The rules of an event type. All in minutes; `slotInterval` null = the duration, at most 30. */
export interface SlotRules {
  duration: number;
  bufferBefore: number;
  bufferAfter: number;
  minimumNotice: number;
  slotInterval: number | null;
  window: BookingWindow;
  limits: BookingLimits;
}

/** Maximum length of a session: seven days, in minutes. */
const MAX_DURATION = 7 * 1440;

/** Codes of errors in rules. */
export type RulesProblemCode = 'is_int' | 'min' | 'max' | 'off_grid' | 'invalid_date' | 'end_before_start';

/** One error in rules: `field` is its path (`window.end`), `code` stable, `message` a sentence. */
export interface RulesProblem {
  field: string;
  code: RulesProblemCode;
  message: string;
}

/** The common grid, in minutes. */
const GRID_MINUTES = 5;

/**
 * All errors in rules as a person entered them, empty when they are valid: whole minutes on the 5-minute grid (the
 * notice may be any), a duration of at most seven days, a window of real dates that does not end before it starts,
 * limits of at least one. Valid rules never make {@link frameOf} throw. Never throws.
 */
export function validateRules(rules: SlotRules): RulesProblem[] {
  const { limits } = rules;
  return [
    ...minutesProblems('duration', rules.duration, GRID_MINUTES, MAX_DURATION),
    ...minutesProblems('bufferBefore', rules.bufferBefore, 0),
    ...minutesProblems('bufferAfter', rules.bufferAfter, 0),
    ...(rules.slotInterval === null ? [] : minutesProblems('slotInterval', rules.slotInterval, GRID_MINUTES)),
    ...wholeProblems('minimumNotice', rules.minimumNotice, 0),
    ...windowProblems(rules.window),
    ...(['perDay', 'perWeek', 'minutesPerDay'] as const).flatMap((name) => {
      const limit = limits[name];
      return limit === null ? [] : wholeProblems(`limits.${name}`, limit, 1);
    }),
  ];
}

function minutesProblems(field: string, minutes: number, least: number, most = Infinity): RulesProblem[] {
  const problems = wholeProblems(field, minutes, least, most);
  if (problems.length > 0 || minutes % GRID_MINUTES === 0) return problems;
  return [{ field, code: 'off_grid', message: `Must be a multiple of ${GRID_MINUTES} minutes.` }];
}

function wholeProblems(field: string, value: number, least: number, most = Infinity): RulesProblem[] {
  if (!Number.isSafeInteger(value)) return [{ field, code: 'is_int', message: 'Must be a whole number.' }];
  if (value < least) return [{ field, code: 'min', message: `Must be at least ${least}.` }];
  return value > most ? [{ field, code: 'max', message: `Must be at most ${most}.` }] : [];
}

function windowProblems(window: BookingWindow): RulesProblem[] {
  if (window.kind === 'rolling') return wholeProblems('window.days', window.days, 0);
  const invalid = (['start', 'end'] as const)
    .filter((name) => parseDay(window[name]) === null)
    .map((name): RulesProblem => ({
      field: `window.${name}`,
      code: 'invalid_date',
      message: `"${window[name]}" is not a date (YYYY-MM-DD).`,
    }));
  if (invalid.length > 0 || dayOf(window.start) <= dayOf(window.end)) return invalid;
  return [
    { field: 'window.end', code: 'end_before_start', message: 'The last bookable day is before the first.' },
  ];
}

/** Rules and hours as numbers: spans in milliseconds, bounds in epoch milliseconds. */
export interface Frame {
  readonly hours: CompiledHours;
  readonly now: number;
  readonly step: number;
  readonly duration: number;
  readonly before: number;
  readonly after: number;
  /** `now` plus the minimum notice. */
  readonly earliest: number;
  readonly windowStart: number;
  /** Exclusive. */
  readonly windowEnd: number;
}

/** Evaluates the rules at this moment. Throws RangeError for invalid rules, UnknownZoneError for the zone. */
export function frameOf(question: { hours: WorkingHours; rules: SlotRules; now: number }): Frame {
  const { rules, now } = question;
  assertInstant(now, 'now');
  const hours = compileHours(question.hours);
  assertMinutes('duration', rules.duration, 1, MAX_DURATION);
  const step = rules.slotInterval ?? Math.min(rules.duration, 30);
  assertMinutes('slotInterval', step, 1);
  assertMinutes('bufferBefore', rules.bufferBefore, 0);
  assertMinutes('bufferAfter', rules.bufferAfter, 0);
  assertMinutes('minimumNotice', rules.minimumNotice, 0);
  const days = windowDays(hours, rules.window, now);
  return {
    hours,
    now,
    step: step * MINUTE,
    duration: rules.duration * MINUTE,
    before: rules.bufferBefore * MINUTE,
    after: rules.bufferAfter * MINUTE,
    earliest: now + rules.minimumNotice * MINUTE,
    windowStart: days.first === null ? -Infinity : dayStart(hours.zone, days.first),
    windowEnd: dayStart(hours.zone, days.last + 1),
  };
}

function assertMinutes(name: string, minutes: number, least: number, most = Infinity): void {
  if (Number.isInteger(minutes) && minutes >= least && minutes <= most) return;
  throw new RangeError(`${name} must be whole minutes, ${least} to ${most}: ${minutes}`);
}

/** First and last local days of the window, inclusive; `first` is null where only `now` bounds it. */
function windowDays(
  hours: CompiledHours,
  window: BookingWindow,
  now: number,
): { first: number | null; last: number } {
  if (window.kind === 'range') return { first: dayOf(window.start), last: dayOf(window.end) };
  if (!(Math.abs(window.days) < Infinity))
    throw new RangeError(`window.days is not a number: ${window.days}`);
  const days = Math.min(Math.floor(window.days), MAX_WINDOW_DAYS);
  const today = localDay(hours.zone, now);
  return {
    first: null,
    last: window.unit === 'calendar_days' ? today + days : afterBusinessDays(today, days),
  };
}

/** Maximum length of a rolling window, so that its end is a valid instant. */
const MAX_WINDOW_DAYS = 36_600;

/** The day number of the `count`-th Monday-to-Friday day after `day`; `day` itself for 0 and less. */
function afterBusinessDays(day: number, count: number): number {
  if (count <= 0) return day + Math.min(count, 0);
  // A weekend counts like the Friday before.
  const weekday = weekdayOfDay(day);
  const from = weekday === 6 ? day - 1 : weekday === 0 ? day - 2 : day;
  const rest = count % 5;
  const weekdayFrom = weekdayOfDay(from);
  return from + Math.floor(count / 5) * 7 + rest + (weekdayFrom + rest > 5 ? 2 : 0);
}
