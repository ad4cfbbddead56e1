import type { Connection, mongo } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUid } from '../tokens/random-token';
import { ignoreDuplicate, schemaCollection } from './schema-state';

interface Lock {
  _id: string;
  owner: string;
  until: Date;
}

export interface LockTimes {
  /** Milliseconds without a heartbeat after which a process counts as dead. */
  lease: number;
  /** Milliseconds between two heartbeats. */
  heartbeat: number;
  /** Milliseconds between two attempts of waiting processes. */
  pause: number;
}

export const LOCK_TIMES: LockTimes = { lease: 15_000, heartbeat: 3000, pause: 250 };

const LOCK = 'lock';

/** Another process holds the lock now and does the same work. */
export class MigrationLockLost extends Error {
  constructor() {
    super('Another process migrates the database now: this one was silent for too long.');
    this.name = 'MigrationLockLost';
  }
}

/** A lease on the right to migrate, by the database's clock. It expires when its process dies. */
export class MigrationLock {
  private readonly owner = randomUid();
  private timer: NodeJS.Timeout | null = null;
  private readonly locks: mongo.Collection<Lock>;

  constructor(
    connection: Connection,
    private readonly times: LockTimes,
  ) {
    this.locks = schemaCollection(connection) as unknown as mongo.Collection<Lock>;
  }

  /** Waits until this process holds it. @param waiting called once if another process holds it */
  async acquire(waiting: () => void): Promise<void> {
    await this.locks
      .updateOne({ _id: LOCK }, { $setOnInsert: { owner: '', until: new Date(0) } }, { upsert: true })
      .catch(ignoreDuplicate);
    for (let attempts = 0; !(await this.extend({ $lt: ['$until', '$$NOW'] })); attempts++) {
      if (attempts === 0) waiting();
      await sleep(this.times.pause);
    }
    this.timer = setInterval(() => void this.beat(), this.times.heartbeat).unref();
  }

  /** A heartbeat. @throws MigrationLockLost */
  async renew(): Promise<void> {
    if (!(await this.extend({ $eq: ['$owner', this.owner] }))) throw new MigrationLockLost();
  }

  async release(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.locks.updateOne({ _id: LOCK, owner: this.owner }, { $set: { until: new Date(0) } });
  }

  private async beat(): Promise<void> {
    // After a failure it is repeated; the lease outlasts several heartbeats.
    await this.renew().catch(() => undefined);
  }

  private async extend(condition: object): Promise<boolean> {
    const { matchedCount } = await this.locks.updateOne({ _id: LOCK, $expr: condition }, [
      { $set: { owner: this.owner, until: { $add: ['$$NOW', this.times.lease] } } },
    ]);
    return matchedCount === 1;
  }
}
