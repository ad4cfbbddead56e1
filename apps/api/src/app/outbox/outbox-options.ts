import type { BreakerOptions } from './circuit-breaker';
import { Refused } from './delivery-errors';

/** Timing and limits of the worker. All times in milliseconds. */
export interface OutboxOptions {
  /** Between two reads of the collection without a wake signal. */
  readonly pollMs: number;
  /** After a wake signal, so that the messages of several transactions are claimed and settled together. */
  readonly gatherMs: number;
  /** A claim that is not settled after this time counts as lost. Handlers have to end at four fifths of it. */
  readonly leaseMs: number;
  /** Attempts after which a row is left as `failed`. Attempts that never reached the server do not count. */
  readonly maxAttempts: number;
  /** The same for permanent refusals. */
  readonly maxRefusals: number;
  /** A row that has been due for this long is left as `failed` at its next failure of any kind. */
  readonly maxAgeMs: number;
  /** Pause after the first failure; doubles with every further one. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  /** Rows of a lane in progress at once, unless the lane has its own limit. */
  readonly concurrency: number;
  /** When work for a lane whose server does not respond is stopped. */
  readonly breaker: BreakerOptions;
  /** How long a shutdown waits for the rows in progress. */
  readonly shutdownMs: number;
}

/** Injection token of {@link OutboxOptions}. */
export const OUTBOX_OPTIONS = Symbol('OutboxOptions');

/**
 * 20 attempts with pauses of 5 s doubling to 2 h cover about 19 hours of deferrals. A server that is down costs no
 * attempts: it is probed every 15 s at most, for the five days that mail servers wait for each other (RFC 5321,
 * 4.5.4.1).
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

/** Lease divided by the longest handler: time to start the work, and to settle it. */
const LEASE_SPARE = 1.5;

/** @param longestMs time limit of the slowest handler, which ends before its lease does */
export function outboxOptions(longestMs: number): OutboxOptions {
  return {
    ...DEFAULT_OUTBOX_OPTIONS,
    leaseMs: Math.max(DEFAULT_OUTBOX_OPTIONS.leaseMs, longestMs * LEASE_SPARE),
  };
}

/**
 * Milliseconds to wait after failure number `attempt` (from 1): exponential up to the maximum, reduced at random by
 * up to half, so that rows that failed together are not retried together.
 * @param chance in `[0, 1)`
 */
export function backoff(attempt: number, chance: number, options: OutboxOptions): number {
  const full = Math.min(options.maxBackoffMs, options.backoffMs * 2 ** (attempt - 1));
  return full * (1 - chance / 2);
}

/** Whether a row that has just failed is given up. */
export function isLastAttempt(
  row: { attempts: number; createdAt: Date; since?: Date },
  error: unknown,
  { maxAttempts, maxRefusals, maxAgeMs }: OutboxOptions,
  now: number,
): boolean {
  const limit = error instanceof Refused ? maxRefusals : maxAttempts;
  return row.attempts >= limit || now - (row.since ?? row.createdAt).getTime() >= maxAgeMs;
}

const MAX_CODE_LENGTH = 60;

/**
 * Why a handler failed, as a code such as `ECONNECTION` or `EENVELOPE 550`; never a message, because messages contain
 * names.
 */
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
