import type { LimitVerdict } from '../http/shared-limit';
import { HOUR_MS } from './booking-counts';

/** Hits of one key: those of all processes at the last exchange, and those of this process since. */
interface Crowd {
  told: number;
  since: number;
  /** Epoch milliseconds. */
  endsAt: number;
  limit: number;
}

/** Interval at which processes exchange their counts. */
const TELL_EVERY_MS = 500;
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
export class CrowdCounts {
  private readonly crowds = new Map<string, Crowd>();
  private telling: NodeJS.Timeout | null = null;

  constructor(private readonly countForAll: CountForAll) {}

  /**
   * Counts one hit in a window of an hour, unless it exceeds the limit.
   * @returns seconds until the next one is allowed; 0 when this one was counted
   */
  hit(key: string, limit: number): number {
    const now = Date.now();
    const wait = this.waitOf(key, limit);
    if (wait > 0) return wait;
    const known = this.crowds.get(key);
    const crowd = known && known.endsAt > now ? known : { told: 0, since: 0, endsAt: now + HOUR_MS, limit };
    crowd.since++;
    this.crowds.delete(key);
    this.crowds.set(key, crowd);
    this.telling ??= setTimeout(() => void this.tell(), TELL_EVERY_MS).unref();
    return 0;
  }

  /** Seconds until another hit is counted; 0 when one would be counted now. */
  waitOf(key: string, limit: number): number {
    const crowd = this.crowds.get(key);
    const now = Date.now();
    if (!crowd || crowd.endsAt <= now || crowd.told + crowd.since < limit) return 0;
    return Math.max(1, Math.ceil((crowd.endsAt - now) / 1000));
  }

  private async tell(): Promise<void> {
    const news = [...this.crowds].filter(([, { since }]) => since > 0);
    await Promise.all(news.map(([key, crowd]) => this.tellOf(key, crowd)));
    for (const key of this.crowds.keys()) {
      if (this.crowds.size <= MAX_KEYS) break;
      this.crowds.delete(key);
    }
    this.telling = null;
    if ([...this.crowds.values()].some(({ since }) => since > 0))
      this.telling = setTimeout(() => void this.tell(), TELL_EVERY_MS).unref();
  }

  private async tellOf(key: string, crowd: Crowd): Promise<void> {
    const { since, limit } = crowd;
    try {
      const { hits, seconds } = await this.countForAll(key, HOUR_MS, limit, since);
      crowd.told = hits;
      crowd.since -= since;
      crowd.endsAt = Date.now() + seconds * 1000;
    } catch {
      // Written with the next exchange.
    }
  }
}
