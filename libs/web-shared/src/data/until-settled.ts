import { isUnsettled, toProblem } from './problem';

/**
 * After this time the page shows that the outcome is unknown. Longer than a failover, and than a dead process keeps a
 * key (8 s).
 */
const GIVE_UP_MS = 30_000;
const FIRST_PAUSE_MS = 700;
const MAX_PAUSE_MS = 3000;

/**
 * Repeats a request, with growing pauses, until the response is definite: a gateway's 502, a lost connection or "busy"
 * may come after the change took effect. `ask` must send exactly the same request each time, under the same
 * Idempotency-Key, or an idempotent one. Rejects with the last error when none is definite in half a minute, or when
 * the browser is offline.
 */
export async function untilSettled<T>(send: () => Promise<T>): Promise<T> {
  const end = Date.now() + GIVE_UP_MS;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.6, MAX_PAUSE_MS)) {
    try {
      return await send();
    } catch (error) {
      if (!isUnsettled(toProblem(error)) || !navigator.onLine || Date.now() + pause > end) throw error;
    }
    await new Promise((wake) => setTimeout(wake, pause));
  }
}
