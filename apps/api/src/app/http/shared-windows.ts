import type { ThrottlerStorage } from '@nestjs/throttler';
import type { RateLimitName } from './rate-limit';
import { RateWindows } from './rate-windows';
import type { SharedLimit } from './shared-limit';

type Verdict = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** Limits that are worth a database round trip (ADR 7). */
const SHARED: readonly RateLimitName[] = ['signIn'];

/**
 * Counts hits of the limit `signIn` in the database, over all processes, and those of the other limits in this
 * process.
 */
export class SharedWindows implements ThrottlerStorage {
  private readonly own = new RateWindows();

  constructor(private readonly shared: SharedLimit) {}

  /**
   * @param ttl milliseconds
   * @throws MongoError when the database is not available
   */
  increment(key: string, ttl: number, limit: number, _block: number, name: string): Promise<Verdict> {
    return (SHARED as readonly string[]).includes(name)
      ? this.count(key, ttl, limit)
      : this.own.increment(key, ttl, limit);
  }

  private async count(key: string, ttl: number, limit: number): Promise<Verdict> {
    const { hits, isBlocked, seconds } = await this.shared.hit(key, ttl, limit);
    return {
      totalHits: hits,
      timeToExpire: seconds,
      isBlocked,
      timeToBlockExpire: isBlocked ? seconds : 0,
    };
  }
}
