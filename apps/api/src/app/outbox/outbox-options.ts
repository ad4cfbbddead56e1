/** How patient the worker is. All times in milliseconds. */
export interface OutboxOptions {
  /** Between two looks into the collection when nothing nudges. */
  readonly pollMs: number;
  /** After a nudge, so that the messages of a stream of transactions are claimed and settled together. */
  readonly gatherMs: number;
  /** A claim not settled after this long counts as lost with its process; handlers are given up a fifth earlier. */
  readonly leaseMs: number;
  /** Claims after which a row is left as `failed`. */
  readonly maxAttempts: number;
  /** Pause after the first failure; doubles with each one more. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  /** Rows in hand at once. */
  readonly concurrency: number;
  /** How long a stop waits for the rows in hand. */
  readonly shutdownMs: number;
}

/** Injection token of {@link OutboxOptions}. */
export const OUTBOX_OPTIONS = Symbol('OutboxOptions');

/** 20 attempts with pauses of 5 s doubling to 2 h outlast about 19 hours of somebody else's failure. */
export const DEFAULT_OUTBOX_OPTIONS: OutboxOptions = {
  pollMs: 1500,
  gatherMs: 300,
  leaseMs: 90_000,
  maxAttempts: 20,
  backoffMs: 5000,
  maxBackoffMs: 7_200_000,
  concurrency: 32,
  shutdownMs: 10_000,
};

/**
 * Milliseconds to wait after failure number `attempt` (from 1): exponential up to the maximum, of which chance takes up
 * to half, so that what failed together does not come back together.
 * @param chance in `[0, 1)`
 */
export function backoff(attempt: number, chance: number, options: OutboxOptions): number {
  const full = Math.min(options.maxBackoffMs, options.backoffMs * 2 ** (attempt - 1));
  return full * (1 - chance / 2);
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
