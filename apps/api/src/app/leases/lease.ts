import type { Model } from 'mongoose';
import { isDuplicateKey } from '../database/database-errors';
import { randomUid } from '../tokens/random-token';
import type { LeaseRow } from './lease.schema';

/**
 * The exclusive right to some work among all processes. It expires when its owner dies or hangs, so the owner checks
 * {@link isHeld} before every step. Two processes may both believe they own it for a moment around a failover of the
 * database: work under a lease must be safe to repeat.
 */
export class Lease {
  private readonly owner = randomUid();
  /** By this process's monotonic clock; counted from the time before the request, so never later than the database's time. */
  private heldUntil = -Infinity;

  /**
   * @param name of the work, the same in every process
   * @param lengthMs milliseconds after which others may take it unless it is renewed
   */
  constructor(
    private readonly rows: Model<LeaseRow>,
    private readonly name: string,
    private readonly lengthMs: number,
  ) {}

  /** Whether this process may continue, by its own clock alone. */
  get isHeld(): boolean {
    return performance.now() < this.heldUntil;
  }

  /**
   * Takes the lease if it is free; renews it if this process holds it and half of it is over. One round trip at most.
   * @returns whether this process holds it now
   * @throws MongoError when the database does not respond; a lease that was held stays held until it expires
   */
  async hold(): Promise<boolean> {
    if (performance.now() < this.heldUntil - this.lengthMs / 2) return true;
    const askedAt = performance.now();
    const mine = { $eq: ['$owner', this.owner] };
    // The database's clock decides: clocks of the processes may differ.
    const isFree = { $lte: [{ $ifNull: ['$until', '$$NOW'] }, '$$NOW'] };
    const mayTake = { $or: [mine, isFree] };
    const row = await this.rows
      .findOneAndUpdate(
        { _id: this.name },
        [
          {
            $set: {
              owner: { $cond: [mayTake, this.owner, '$owner'] },
              until: { $cond: [mayTake, { $add: ['$$NOW', this.lengthMs] }, '$until'] },
            },
          },
        ],
        { upsert: true, returnDocument: 'after', updatePipeline: true },
      )
      .lean()
      .catch((error: unknown) => {
        // Another process created the row at the same moment.
        if (isDuplicateKey(error)) return null;
        throw error;
      });
    this.heldUntil = row?.owner === this.owner ? askedAt + this.lengthMs : -Infinity;
    return this.isHeld;
  }

  /** Releases it, so that another process can continue at once. */
  async release(): Promise<void> {
    this.heldUntil = -Infinity;
    await this.rows.deleteOne({ _id: this.name, owner: this.owner });
  }
}
