import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, UpdateQuery } from 'mongoose';
import { trusted } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
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

  async wait(milliseconds: number): Promise<void> {
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
    this.rung = false;
  }
}

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
      if (this.inHand.size >= this.options.concurrency) {
        await Promise.race(this.inHand);
        continue;
      }
      const row = await this.claim();
      if (row) this.take(row);
      else await this.bell.wait(this.options.pollMs);
    }
  }

  private async claim(): Promise<OutboxRow | null> {
    const now = new Date();
    try {
      const row = await this.rows.findOneAndUpdate(
        {
          state: 'waiting',
          topic: trusted({ $in: this.handlers.topics }),
          dueAt: trusted({ $lte: now }),
          lockedUntil: trusted({ $lte: now }),
        },
        { $set: { lockedUntil: new Date(now.getTime() + this.options.leaseMs) }, $inc: { attempts: 1 } },
        { sort: { dueAt: 1 }, returnDocument: 'after', lean: true },
      );
      this.reachable = true;
      return row;
    } catch (error) {
      if (this.reachable && !this.stopping) {
        this.logger.warn(`The outbox cannot be read (${failureCode(error)}); trying again until it can.`);
      }
      this.reachable = false;
      return null;
    }
  }

  private take(row: OutboxRow): void {
    const work = this.work(row).finally(() => this.inHand.delete(work));
    this.inHand.add(work);
  }

  private async work(row: OutboxRow): Promise<void> {
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
      await this.settle(row, { $set: { state: 'done', doneAt: new Date(), lastError: null, payload: {} } });
    } catch (error) {
      await this.settle(row, this.afterFailure(row, failureCode(error)));
    } finally {
      giveUp.abort();
    }
  }

  private afterFailure(row: OutboxRow, lastError: string): UpdateQuery<OutboxRow> {
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

  /** Where the database does not answer, the row stays claimed until its lease ends and is then done again. */
  private async settle(row: OutboxRow, update: UpdateQuery<OutboxRow>): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await this.rows.updateOne({ _id: row._id, state: 'waiting', attempts: row.attempts }, update);
        return;
      } catch (error) {
        if (tries >= SETTLE_TRIES) {
          this.logger.warn(`${row.topic} ${String(row._id)} could not be settled (${failureCode(error)}).`);
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
