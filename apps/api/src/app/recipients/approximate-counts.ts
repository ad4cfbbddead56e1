import type { LimitVerdict } from '../http/shared-limit';
import { HOUR_MS } from './booking-counts';

/** Hits of one key: those of all processes at the last exchange, and those of this process since. */
interface ApproximateCount {
  total: number;
  since: number;
  /** Epoch milliseconds. */
  endsAt: number;
  limit: number;
}

/** Interval at which processes exchange their counts. */
const EXCHANGE_EVERY_MS = 500;
/** Keys kept in memory; the least recently counted are removed. */
const MAX_KEYS = 20_000;

/** Counts for all processes, as `SharedLimit.hit` does. */
export type CountForAll = (
  key: string,
  windowMs: number,
  limit: number,
  count: number,
) => Promise<LimitVerdict>;

/**
 * Limits for large numbers of requests, counted in the memory of each process. Twice a second a process writes its
 * counts to the database and reads those of the others. A booking waits for nothing, and many at once cost one write
 * per key. In return, requests to several processes within half a second may exceed the limit slightly.
 */
export class ApproximateCounts {
  private readonly counts = new Map<string, ApproximateCount>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly countForAll: CountForAll) {}

  /**
   * Counts one hit in a window of an hour, unless it exceeds the limit.
   * @returns seconds until the next one is allowed; 0 when this one was counted
   */
  hit(key: string, limit: number): number {
    const now = Date.now();
    const wait = this.waitOf(key, limit);
    if (wait > 0) return wait;
    const known = this.counts.get(key);
    const count = known && known.endsAt > now ? known : { total: 0, since: 0, endsAt: now + HOUR_MS, limit };
    count.since++;
    this.counts.delete(key);
    this.counts.set(key, count);
    this.timer ??= setTimeout(() => void this.exchangeAll(), EXCHANGE_EVERY_MS).unref();
    return 0;
  }

  /** Seconds until another hit is counted; 0 when one would be counted now. */
  waitOf(key: string, limit: number): number {
    const count = this.counts.get(key);
    const now = Date.now();
    if (!count || count.endsAt <= now || count.total + count.since < limit) return 0;
    return Math.max(1, Math.ceil((count.endsAt - now) / 1000));
  }

  private async exchangeAll(): Promise<void> {
    const changed = [...this.counts].filter(([, { since }]) => since > 0);
    await Promise.all(changed.map(([key, count]) => this.exchangeOf(key, count)));
    for (const key of this.counts.keys()) {
      if (this.counts.size <= MAX_KEYS) break;
      this.counts.delete(key);
    }
    this.timer = null;
    if ([...this.counts.values()].some(({ since }) => since > 0))
      this.timer = setTimeout(() => void this.exchangeAll(), EXCHANGE_EVERY_MS).unref();
  }

  private async exchangeOf(key: string, count: ApproximateCount): Promise<void> {
    const { since, limit } = count;
    try {
      const { hits, seconds } = await this.countForAll(key, HOUR_MS, limit, since);
      count.total = hits;
      count.since -= since;
      count.endsAt = Date.now() + seconds * 1000;
    } catch {
      // Written with the next exchange.
    }
  }
}
