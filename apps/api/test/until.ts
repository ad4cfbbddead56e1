import { setTimeout as sleep } from 'node:timers/promises';

const CHECK_EVERY_MS = 15;

/**
 * Calls `look` repeatedly until it returns something truthy, and returns that.
 * @throws Error naming `what` when it has not within `timeoutMs` milliseconds
 */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  timeoutMs = 45_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}`);
    await sleep(CHECK_EVERY_MS);
  }
}
