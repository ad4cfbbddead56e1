import type { ThrottlerStorage } from '@nestjs/throttler';

type Verdict = Awaited<ReturnType<ThrottlerStorage['increment']>>;

interface Window {
  hits: number;
  /** Epoch milliseconds. */
  endsAt: number;
}

/**
 * Counts hits in windows that begin with a key's first hit. Constant time and one small object per key, whatever the
 * limit: the throttler's own storage has one entry per hit and walks through all of them at each hit.
 */
export class RateWindows implements ThrottlerStorage {
  private readonly windows = new Map<string, Window>();

  /** Number of keys with a current window. */
  get size(): number {
    return this.windows.size;
  }

  increment(key: string, ttl: number, limit: number): Promise<Verdict> {
    return Promise.resolve(this.count(key, ttl, limit));
  }

  /** @param ttl milliseconds; always the same, so that windows end in the order in which they began */
  count(key: string, ttl: number, limit: number): Verdict {
    const now = Date.now();
    this.forgetEnded(now);
    const window = this.windows.get(key) ?? { hits: 0, endsAt: now + ttl };
    window.hits++;
    this.windows.set(key, window);
    const seconds = Math.ceil((window.endsAt - now) / 1000);
    const isBlocked = window.hits > limit;
    return {
      totalHits: window.hits,
      timeToExpire: seconds,
      isBlocked,
      timeToBlockExpire: isBlocked ? seconds : 0,
    };
  }

  /** Hits of the current window so far. */
  hits(key: string): number {
    const window = this.windows.get(key);
    return window && window.endsAt > Date.now() ? window.hits : 0;
  }

  private forgetEnded(now: number): void {
    for (const [key, { endsAt }] of this.windows) {
      if (endsAt > now) return;
      this.windows.delete(key);
    }
  }
}
