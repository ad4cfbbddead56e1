import type { ThrottlerStorage } from '@nestjs/throttler';
import type { Model } from 'mongoose';
import { createHmac } from 'node:crypto';
import type { RateLimitName } from './rate-limit';
import type { RateWindow } from './rate-window.schema';
import { RateWindows } from './rate-windows';

type Verdict = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** Limits worth a round trip to the database (ADR 7). */
const SHARED: readonly RateLimitName[] = ['signIn'];

/** Counts hits of the limit `signIn` over all processes in the database, those of all others in this process. */
export class SharedWindows implements ThrottlerStorage {
  private readonly own = new RateWindows();

  /** @param secret keys the hash under which an address is stored */
  constructor(
    private readonly windows: Model<RateWindow>,
    private readonly secret: string,
  ) {}

  /**
   * @param ttl milliseconds
   * @throws MongoError when the database cannot say: what is behind such a limit cannot be answered then either
   */
  increment(key: string, ttl: number, limit: number, _block: number, name: string): Promise<Verdict> {
    return (SHARED as readonly string[]).includes(name)
      ? this.count(key, ttl, limit)
      : this.own.increment(key, ttl, limit);
  }

  private async count(key: string, ttl: number, limit: number): Promise<Verdict> {
    const now = new Date();
    const isOver = { $lte: [{ $ifNull: ['$endsAt', now] }, now] };
    const { hits, endsAt } = await this.windows
      .findOneAndUpdate(
        { _id: createHmac('sha256', this.secret).update(`rate window ${key}`).digest('hex') },
        [
          {
            $set: {
              hits: { $cond: [isOver, 1, { $add: ['$hits', 1] }] },
              endsAt: { $cond: [isOver, new Date(now.getTime() + ttl), '$endsAt'] },
            },
          },
        ],
        {
          upsert: true,
          returnDocument: 'after',
          updatePipeline: true,
          // A count that a failover forgets is no loss worth waiting for the journal.
          writeConcern: { w: 1, j: false },
        },
      )
      .lean()
      .orFail();
    const seconds = Math.max(1, Math.ceil((endsAt.getTime() - now.getTime()) / 1000));
    const isBlocked = hits > limit;
    return {
      totalHits: hits,
      timeToExpire: seconds,
      isBlocked,
      timeToBlockExpire: isBlocked ? seconds : 0,
    };
  }
}
