import type { BreakerOptions } from './circuit-breaker';
import { Refused } from './delivery-errors';

/** How patient the worker is. All times in milliseconds. */
export interface OutboxOptions {
  /** Between two looks into the collection when nothing nudges. */
  readonly pollMs: number;
  /** After a nudge, so that the messages of a stream of transactions are claimed and settled together. */
  readonly gatherMs: number;
  /** A claim not settled after this long counts as lost with its process; handlers are told to end a fifth earlier. */
  readonly leaseMs: number;
  /** Attempts after which a row is left as `failed`; those that never reached the far side do not count. */
  readonly maxAttempts: number;
  /** The same where the far side refused the message for good. */
  readonly maxRefusals: number;
  /** A row this old is left as `failed` with its next failure, whatever that is. */
  readonly maxAgeMs: number;
  /** Pause after the first failure; doubles with each one more. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  /** Rows of a lane in hand at once, where it has no limit of its own. */
  readonly concurrency: number;
  /** When a lane whose far side does not answer is left alone. */
  readonly breaker: BreakerOptions;
  /** How long a stop waits for the rows in hand. */
  readonly shutdownMs: number;
}

/** Injection token of {@link OutboxOptions}. */
export const OUTBOX_OPTIONS = Symbol('OutboxOptions');

/**
 * 20 attempts with pauses of 5 s doubling to 2 h outlast about 19 hours of "not now". A far side that is down costs no
 * attempt: it is probed every 15 s at most, for the five days that mail servers wait for each other (RFC 5321, 4.5.4.1).
 */
export const DEFAULT_OUTBOX_OPTIONS: OutboxOptions = {
  pollMs: 1500,
  gatherMs: 300,
  leaseMs: 90_000,
  maxAttempts: 20,
  maxRefusals: 4,
  maxAgeMs: 5 * 86_400_000,
  backoffMs: 5000,
  maxBackoffMs: 7_200_000,
  concurrency: 32,
  breaker: { threshold: 3, pauseMs: 1000, maxPauseMs: 15_000 },
  shutdownMs: 10_000,
};

/** What a lease has beyond the longest piece of work: time to take it up, and to write down what has become of it. */
const LEASE_SPARE = 1.5;

/**
 * @param longestMs what handlers may need: they have ended by then, so that a lease outlasts them
 */
export function outboxOptions(longestMs: number): OutboxOptions {
  return {
    ...DEFAULT_OUTBOX_OPTIONS,
    leaseMs: Math.max(DEFAULT_OUTBOX_OPTIONS.leaseMs, longestMs * LEASE_SPARE),
  };
}

/**
 * Milliseconds to wait after failure number `attempt` (from 1): exponential up to the maximum, of which chance takes up
 * to half, so that what failed together does not come back together.
 * @param chance in `[0, 1)`
 */
export function backoff(attempt: number, chance: number, options: OutboxOptions): number {
  const full = Math.min(options.maxBackoffMs, options.backoffMs * 2 ** (attempt - 1));
  return full * (1 - chance / 2);
}

/** Whether a row that has just failed is not tried again. */
export function isLastAttempt(
  row: { attempts: number; createdAt: Date },
  error: unknown,
  { maxAttempts, maxRefusals, maxAgeMs }: OutboxOptions,
  now: number,
): boolean {
  const most = error instanceof Refused ? maxRefusals : maxAttempts;
  return row.attempts >= most || now - row.createdAt.getTime() >= maxAgeMs;
}

const MAX_CODE_LENGTH = 60;

/** What kept a handler from succeeding, as a code such as `ECONNECTION` or `EENVELOPE 550`: never a message, which names people. */
export function failureCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const { name, code, responseCode } = error as Partial<Record<'name' | 'code' | 'responseCode', unknown>>;
  const parts = [typeof code === 'string' || typeof code === 'number' ? code : String(name)];
  if (typeof responseCode === 'number') parts.push(responseCode);
  return parts
    .join(' ')
    .replace(/[^\w ]/g, '')
    .slice(0, MAX_CODE_LENGTH);
}
