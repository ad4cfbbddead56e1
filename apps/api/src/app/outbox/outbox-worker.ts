import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, UpdateQuery } from 'mongoose';
import { trusted } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUid } from '../tokens/random-token';
import { Gathered } from './gathered';
import { OutboxHandlers } from './outbox-handlers';
import type { OutboxOptions } from './outbox-options';
import { backoff, failureCode, OUTBOX_OPTIONS } from './outbox-options';
import { OutboxRow } from './outbox.schema';

/** Frees whoever waits on it; a ring while nobody waits is remembered. */
class Bell {
  private rung = false;
  private release: (() => void) | null = null;

  ring(): void {
    this.rung = true;
    this.release?.();
  }

  /** Whether it rang. */
  async wait(milliseconds: number): Promise<boolean> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.release = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.release = null;
    }
    const { rung } = this;
    this.rung = false;
    return rung;
  }
}

type ClaimedRow = OutboxRow & { claim: string };

const SETTLE_TRIES = 4;
const SETTLE_PAUSE_MS = 500;

/**
 * Does what the outbox holds, at least once each. A row is claimed for the length of a lease, so that any number of
 * processes share the work and the rows of a killed one go on when its lease ends. Rows of topics without a handler wait
 * untouched and are in nobody's way.
 */
@Injectable()
export class OutboxWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Outbox');
  private readonly bell = new Bell();
  private readonly inHand = new Set<Promise<void>>();
  private loop: Promise<void> | null = null;
  private stopping = false;
  private reachable = true;
  private readonly done = new Gathered<ClaimedRow>((rows) => this.settleDone(rows));

  constructor(
    @InjectModel(OutboxRow.name) private readonly rows: Model<OutboxRow>,
    private readonly handlers: OutboxHandlers,
    @Inject(OUTBOX_OPTIONS) private readonly options: OutboxOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  start(): void {
    this.stopping = false;
    this.loop ??= this.run();
  }

  /** Claims nothing more and waits for the rows in hand, but not longer than the options say. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.bell.ring();
    const patience = new AbortController();
    const finished = Promise.all([this.loop, ...this.inHand]).then(() => patience.abort());
    await Promise.race([
      finished,
      sleep(this.options.shutdownMs, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
    this.loop = null;
  }

  /** Looks into the collection now. */
  nudge(): void {
    this.bell.ring();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const free = this.options.concurrency - this.inHand.size;
      if (free <= 0) {
        await Promise.race(this.inHand);
        continue;
      }
      const rows = await this.claim(free);
      for (const row of rows) this.take(row);
      if (rows.length > 0) continue;
      const nudged = await this.bell.wait(this.options.pollMs);
      if (nudged && !this.stopping) await sleep(this.options.gatherMs);
    }
  }

  /** Up to `most` due rows, claimed together. */
  private async claim(most: number): Promise<ClaimedRow[]> {
    const now = new Date();
    const free = { state: 'waiting' as const, lockedUntil: trusted({ $lte: now }) };
    try {
      const due = await this.rows
        .find({ ...free, topic: trusted({ $in: this.handlers.topics }), dueAt: trusted({ $lte: now }) })
        .sort({ dueAt: 1 })
        .limit(most)
        .lean();
      this.reachable = true;
      if (due.length === 0) return [];
      const claim = randomUid();
      const ids = trusted({ $in: due.map(({ _id }) => _id) });
      const { modifiedCount } = await this.rows.updateMany(
        { _id: ids, ...free },
        {
          $set: { lockedUntil: new Date(now.getTime() + this.options.leaseMs), claim },
          $inc: { attempts: 1 },
        },
      );
      // What another process was quicker with is its own.
      if (modifiedCount < due.length) return await this.rows.find({ _id: ids, claim }).lean<ClaimedRow[]>();
      return due.map((row) => ({ ...row, claim, attempts: row.attempts + 1 }));
    } catch (error) {
      if (this.reachable && !this.stopping) {
        this.logger.warn(`The outbox cannot be read (${failureCode(error)}); trying again until it can.`);
      }
      this.reachable = false;
      return [];
    }
  }

  private take(row: ClaimedRow): void {
    const work = this.work(row).finally(() => this.inHand.delete(work));
    this.inHand.add(work);
  }

  private async work(row: ClaimedRow): Promise<void> {
    const giveUp = new AbortController();
    try {
      await Promise.race([
        this.handlers.get(row.topic)?.({
          topic: row.topic,
          key: row.key,
          payload: row.payload,
          attempt: row.attempts,
          createdAt: row.createdAt,
        }),
        sleep(this.options.leaseMs * 0.8, undefined, { signal: giveUp.signal, ref: false }).then(() => {
          throw new HandlerTimeout();
        }),
      ]);
      await this.done.add(row);
    } catch (error) {
      await this.settle([row], this.afterFailure(row, failureCode(error)));
    } finally {
      giveUp.abort();
    }
  }

  private afterFailure(row: ClaimedRow, lastError: string): UpdateQuery<OutboxRow> {
    const now = Date.now();
    const free = { lastError, lockedUntil: new Date(0) };
    const name = `${row.topic} ${String(row._id)}`;
    if (row.attempts >= this.options.maxAttempts) {
      this.logger.error(`${name} failed for good after ${row.attempts} attempts (${lastError}).`);
      return { $set: { ...free, state: 'failed', failedAt: new Date(now) } };
    }
    const pause = backoff(row.attempts, Math.random(), this.options);
    this.logger.warn(
      `${name} failed (${lastError}), attempt ${row.attempts}; again in ${Math.ceil(pause / 1000)} s.`,
    );
    return { $set: { ...free, dueAt: new Date(now + pause) } };
  }

  private async settleDone(rows: readonly ClaimedRow[]): Promise<void> {
    const update = { $set: { state: 'done', doneAt: new Date(), lastError: null, payload: {} } };
    const claims = new Set(rows.map(({ claim }) => claim));
    for (const claim of claims) {
      await this.settle(
        rows.filter((row) => row.claim === claim),
        update,
      );
    }
  }

  /**
   * Settles rows of one claim. Where the database does not answer, they stay claimed until their lease ends and are then
   * done again.
   */
  private async settle(rows: readonly ClaimedRow[], update: UpdateQuery<OutboxRow>): Promise<void> {
    const ids = trusted({ $in: rows.map(({ _id }) => _id) });
    const mine = { _id: ids, state: 'waiting' as const, claim: rows[0]?.claim };
    for (let tries = 1; ; tries++) {
      try {
        await this.rows.updateMany(mine, update);
        return;
      } catch (error) {
        if (tries >= SETTLE_TRIES) {
          this.logger.warn(`${rows.length} messages could not be settled (${failureCode(error)}).`);
          return;
        }
        await sleep(SETTLE_PAUSE_MS);
      }
    }
  }
}

class HandlerTimeout extends Error {
  readonly code = 'EHANDLERTIMEOUT';
}
