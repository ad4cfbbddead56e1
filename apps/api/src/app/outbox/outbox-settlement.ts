import type { Logger } from '@nestjs/common';
import type { Model, UpdateQuery } from 'mongoose';
import { trusted } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { Unreachable } from './delivery-errors';
import { Batcher } from './batcher';
import type { ClaimedRow } from './outbox-claims';
import type { OutboxOptions } from './outbox-options';
import { backoff, failureCode, isLastAttempt } from './outbox-options';
import type { DropReason, OutboxRow } from './outbox.schema';

const TRIES = 4;
const PAUSE_MS = 500;

/** Stores the result of claimed rows. Rows that another claim has taken over stay unchanged. */
export class OutboxSettlement {
  private readonly doneRows = new Batcher<ClaimedRow>((rows) => this.settleDone(rows));

  constructor(
    private readonly rows: Model<OutboxRow>,
    private readonly options: OutboxOptions,
    private readonly logger: Logger,
  ) {}

  done(row: ClaimedRow): Promise<void> {
    return this.doneRows.add(row);
  }

  /** Whether it could be stored. */
  drop(rows: readonly ClaimedRow[], reason: DropReason): Promise<boolean> {
    return this.settle(rows, { $set: { state: 'dropped', reason, doneAt: new Date(), payload: {} } });
  }

  /** Makes the rows claimable again at once. */
  async release(rows: readonly ClaimedRow[]): Promise<void> {
    await this.settle(rows, { $set: { lockedUntil: new Date(0) } });
  }

  async failed(row: ClaimedRow, error: unknown): Promise<void> {
    await this.settle([row], this.afterFailure(row, error));
  }

  /** Rows that failed because their server did not respond become due now, before their pause is over. */
  async expedite(topics: readonly string[]): Promise<void> {
    const dueAt = new Date();
    await this.rows.updateMany(
      {
        state: 'waiting',
        topic: trusted({ $in: [...topics] }),
        dueAt: trusted({ $gt: dueAt }),
        unreachable: true,
      },
      { $set: { dueAt } },
    );
  }

  private afterFailure(row: ClaimedRow, error: unknown): UpdateQuery<OutboxRow> {
    const now = Date.now();
    const lastError = failureCode(error);
    const unreachable = error instanceof Unreachable;
    const free = { lastError, unreachable, lockedUntil: new Date(0) };
    const name = `${row.topic} ${String(row._id)}`;
    if (isLastAttempt(row, error, this.options, now)) {
      this.logger.error(`${name} failed for good after ${row.attempts} attempts (${lastError}).`);
      return { $set: { ...free, state: 'failed', failedAt: new Date(now) } };
    }
    // Due after other rows, so that the next probe is another row: some servers drop the connection because of one
    // recipient.
    if (unreachable && !error.begun) {
      const dueAt = new Date(now + this.options.breaker.maxPauseMs);
      return { $set: { ...free, dueAt }, $inc: { attempts: -1 } };
    }
    const pause = backoff(row.attempts, Math.random(), this.options);
    this.logger.warn(
      `${name} failed (${lastError}), attempt ${row.attempts}; again in ${Math.ceil(pause / 1000)} s.`,
    );
    return { $set: { ...free, dueAt: new Date(now + pause) } };
  }

  private async settleDone(rows: readonly ClaimedRow[]): Promise<void> {
    await this.settle(rows, {
      $set: { state: 'done', doneAt: new Date(), lastError: null, payload: {} },
    });
  }

  private async settle(rows: readonly ClaimedRow[], update: UpdateQuery<OutboxRow>): Promise<boolean> {
    let settled = true;
    for (const claim of new Set(rows.map((row) => row.claim))) {
      const ids = rows.filter((row) => row.claim === claim).map(({ _id }) => _id);
      settled = (await this.settleClaim(ids, claim, update)) && settled;
    }
    return settled;
  }

  /** While the database does not respond, rows stay claimed until their lease ends. Then they are handled again. */
  private async settleClaim(
    ids: readonly OutboxRow['_id'][],
    claim: string,
    update: UpdateQuery<OutboxRow>,
  ): Promise<boolean> {
    for (let tries = 1; ; tries++) {
      try {
        await this.rows.updateMany({ _id: trusted({ $in: [...ids] }), state: 'waiting', claim }, update);
        return true;
      } catch (error) {
        if (tries >= TRIES) {
          this.logger.warn(`${ids.length} messages could not be settled (${failureCode(error)}).`);
          return false;
        }
        await sleep(PAUSE_MS);
      }
    }
  }
}
