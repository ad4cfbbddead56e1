import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { createHmac } from 'node:crypto';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { RateWindow } from './rate-window.schema';

/** The result of counting a hit. */
export interface LimitVerdict {
  /** Hits of the current window, including this one. */
  hits: number;
  /** Whether this hit exceeds the limit. */
  isBlocked: boolean;
  /** Seconds until the window ends, at least 1. */
  seconds: number;
}

/** Limits that are counted over all processes: one database round trip per hit (ADR 7). */
@Injectable()
export class SharedLimit {
  constructor(
    @InjectModel(RateWindow.name) private readonly windows: Model<RateWindow>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * Counts one hit. A window begins with its first hit and ends `windowMs` later.
   * @param key what is counted; stored only as a keyed hash, so it may contain an address
   * @param windowMs milliseconds
   * @param count how many hits it is
   * @throws MongoError when the database is not available; the request must then fail as well
   */
  async hit(key: string, windowMs: number, limit: number, count = 1): Promise<LimitVerdict> {
    const now = new Date();
    const isOver = { $lte: [{ $ifNull: ['$endsAt', now] }, now] };
    const { hits, endsAt } = await this.windows
      .findOneAndUpdate(
        { _id: createHmac('sha256', this.environment.jwtSecret).update(`rate window ${key}`).digest('hex') },
        [
          {
            $set: {
              hits: { $cond: [isOver, count, { $add: ['$hits', count] }] },
              endsAt: { $cond: [isOver, new Date(now.getTime() + windowMs), '$endsAt'] },
            },
          },
        ],
        {
          upsert: true,
          returnDocument: 'after',
          updatePipeline: true,
          // Counts that a failover loses are not worth waiting for the journal.
          writeConcern: { w: 1, j: false },
        },
      )
      .lean()
      .orFail();
    const seconds = Math.max(1, Math.ceil((endsAt.getTime() - now.getTime()) / 1000));
    return { hits, isBlocked: hits > limit, seconds };
  }
}
