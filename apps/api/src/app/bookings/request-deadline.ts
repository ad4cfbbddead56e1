import { hashToken, randomToken } from '../tokens/random-token';
import type { AttendeeRecord } from '../calendars/booking.schema';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** The reminder is sent this long before the deadline, or at half of the time where that is later. */
export const REMIND_BEFORE_MS = 12 * HOUR_MS;
/** A request with less time gets no reminder. */
const MIN_FOR_REMINDER_MS = HOUR_MS;

/** The rules of an event type for its requests. */
export interface ResponseRules {
  /** Hours. */
  responseHours: number;
  /** Minutes. */
  minimumNotice: number;
}

export interface RequestTimes {
  /** Until when the expert can respond. */
  respondBy: Date;
  /** Undefined = no reminder. */
  remindAt: Date | undefined;
}

/**
 * The deadline of a request: `responseHours` after it was made, or the minimum notice before its start where that is
 * sooner, and never after the start. A request just before the minimum notice still leaves the expert half of the
 * time until the start: it must not expire at once. Pure.
 */
export function requestTimes(madeAt: Date, start: Date, rules: ResponseRules): RequestTimes {
  const [made, begins] = [madeAt.getTime(), start.getTime()];
  const noticed = begins - rules.minimumNotice * MINUTE_MS;
  const half = made + (begins - made) / 2;
  const exact = Math.min(made + rules.responseHours * HOUR_MS, Math.max(noticed, half), begins);
  // Rounded to the second, as displayed.
  const deadline = exact - (exact % SECOND_MS);
  const length = deadline - made;
  const remind = Math.max(deadline - REMIND_BEFORE_MS, made + length / 2);
  return {
    respondBy: new Date(deadline),
    remindAt: length < MIN_FOR_REMINDER_MS ? undefined : new Date(remind),
  };
}

/** Whether a request's deadline has passed. */
export function isExpired({ respondBy }: Pick<AttendeeRecord, 'respondBy'>, now: Date): boolean {
  return respondBy !== undefined && respondBy <= now;
}

/** The token of a mail that answers a request, and its hash for the request. */
export function newAnswerToken(before: readonly string[] = []): {
  answerToken: string;
  answerHashes: string[];
} {
  const answerToken = randomToken();
  return { answerToken, answerHashes: [...before, hashToken(answerToken)] };
}
