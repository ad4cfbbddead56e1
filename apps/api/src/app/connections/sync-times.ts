import type { Environment } from '../config/environment';

const FIRST_RETRY_MS = 15_000;
const MAX_RETRY_MS = 30 * 60_000;

/** When a calendar that was read is read again (epoch milliseconds). */
export function nextReadAt(now: number, { calendarPoll }: Pick<Environment, 'calendarPoll'>): Date {
  return new Date(now + calendarPoll * 1000);
}

/**
 * When a calendar that could not be read is tried again: soon at first, then twice as late each time, never before the provider
 * allows it.
 * @param failures in a row, this one included
 */
export function retryAt(now: number, failures: number, retryAfterMs: number | null): Date {
  const pause = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20));
  return new Date(now + Math.max(pause, retryAfterMs ?? 0));
}
