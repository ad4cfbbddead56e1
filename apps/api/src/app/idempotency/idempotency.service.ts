import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ErrorCode } from '@expertbook/contracts';
import type { AnyObject, Model } from 'mongoose';
import mongoose from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { isDuplicateKey } from '../database/database-errors';
import type { Writes } from '../database/writes';
import type { DomainErrorOptions } from '../http/domain-error';
import { DomainError, fieldError } from '../http/domain-error';
import { ERROR_CATALOGUE } from '../http/error-catalogue';
import { encrypt, decrypt, DecryptError } from '../secrets/encryption';
import { hashToken, randomUid } from '../tokens/random-token';
import { IdempotencyRow } from './idempotency.schema';

/** Writes the response in the transaction of its effect, so that a crash cannot separate them. */
export type Remember<T> = (answer: T, writes: Writes) => Promise<void>;

interface Refusal {
  code: ErrorCode;
  options: DomainErrorOptions;
}

/** The format of a key. */
export const KEY_PATTERN = /^[\x21-\x7e]{8,255}$/;

/**
 * A request without a heartbeat for this long is abandoned, because its process died: its key is free again. Taking
 * over a live one does no harm, because a run commits only while it owns the row.
 */
const ABANDONED_MS = 5000;
/** Heartbeat interval of a long request. */
const HEARTBEAT_MS = 1500;
const MAX_FORGET_MS = 300;
const UNREADABLE =
  'This request was answered before, and its answer can no longer be read: look what became of it, or send another key.';

/** Idempotency-Key (IETF httpapi draft): the same key and body always get the first response, for 24 hours. */
@Injectable()
export class IdempotencyService {
  private readonly logger = new Logger('Idempotency');

  constructor(
    @InjectModel(IdempotencyRow.name) private readonly rows: Model<IdempotencyRow>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * Runs `work` once for a key; without a key every time.
   * @param route separates the keys of different routes
   * @throws DomainError `idempotency_mismatch` (another body, or a response encrypted with another secret),
   * `idempotency_in_progress`; errors of `work`
   */
  async once<T>(
    route: string,
    key: string | undefined,
    request: unknown,
    work: (remember: Remember<T>) => Promise<T>,
  ): Promise<T> {
    if (key === undefined) return work(() => Promise.resolve());
    if (!KEY_PATTERN.test(key)) {
      throw fieldError(
        'validation_failed',
        'Idempotency-Key',
        'Idempotency-Key needs 8 to 255 printable characters.',
      );
    }
    const _id = hashToken(`${route}\n${key}`);
    const requestHash = hashToken(JSON.stringify(request));
    const runId = randomUid();
    const earlier = await this.begin({ _id, requestHash, runId, state: 'running', startedAt: new Date() });
    if (earlier) return this.replay<T>(earlier, requestHash);

    const mine = { _id, runId, state: 'running' as const };
    const beat = setInterval(() => {
      this.rows.updateOne(mine, { $set: { aliveAt: new Date() } }).catch(() => undefined);
    }, HEARTBEAT_MS);
    try {
      return await work(async (answer, writes) => {
        const outcome = this.close(_id, answer);
        const filter: AnyObject = mine;
        const update = { $set: { state: 'answered', outcome } };
        // Considered abandoned and repeated by another process: this run must have no effect.
        const taken = () => new DomainError('idempotency_in_progress', { retryAfter: 1 });
        await writes.write(this.rows.collection, [{ updateOne: { filter, update } }], taken);
      });
    } catch (error) {
      // While the outcome of a commit is unknown, the row may already have its response; then neither update matches
      // it.
      if (isLasting(error)) {
        const outcome = this.close(_id, {
          code: error.code,
          options: { ...error.options, cause: undefined },
        });
        await this.rows.updateOne(mine, { $set: { state: 'refused', outcome } }).catch(() => undefined);
      } else {
        const forgotten = this.rows.deleteOne(mine).catch(() => undefined);
        // A database that does not respond must not delay the error response.
        await Promise.race([forgotten, sleep(MAX_FORGET_MS, undefined, { ref: false })]);
      }
      throw error;
    } finally {
      clearInterval(beat);
    }
  }

  /** Null when this request is the one to run, otherwise the row of the earlier one. */
  private async begin(row: IdempotencyRow): Promise<IdempotencyRow | null> {
    try {
      await this.rows.create([row]);
      return null;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    const since = new Date(Date.now() - ABANDONED_MS);
    const takeOver = {
      _id: row._id,
      requestHash: row.requestHash,
      state: 'running' as const,
      startedAt: mongoose.trusted({ $lt: since }),
      aliveAt: mongoose.trusted({ $not: { $gte: since } }),
    };
    const taken = await this.rows.updateOne(takeOver, {
      $set: { runId: row.runId, startedAt: row.startedAt },
      $unset: { aliveAt: 1 },
    });
    if (taken.modifiedCount === 1) return null;
    const earlier = await this.rows.findById(row._id).lean();
    // Removed between the two operations: the other one failed with a temporary error, so this one may run again.
    return earlier ?? { ...row, state: 'running' };
  }

  private replay<T>(row: IdempotencyRow, requestHash: string): T {
    if (row.requestHash !== requestHash) throw new DomainError('idempotency_mismatch');
    if (row.state === 'running' || !row.outcome)
      throw new DomainError('idempotency_in_progress', { retryAfter: 1 });
    const outcome = this.open(row._id, row.outcome);
    if (row.state === 'answered') return outcome as T;
    const { code, options } = outcome as Refusal;
    throw new DomainError(code, options);
  }

  /**
   * A response encrypted with a secret that has since been replaced cannot be read. The request is not repeated, and
   * must not fail with a server error for a day.
   */
  private open(_id: string, sealed: string): unknown {
    try {
      return JSON.parse(decrypt(this.environment, sealed, _id));
    } catch (error) {
      if (!(error instanceof DecryptError)) throw error;
      this.logger.warn(
        'A repeated request is not answered again: JWT_SECRET has changed since the first time.',
      );
      throw new DomainError('idempotency_mismatch', { detail: UNREADABLE });
    }
  }

  private close(_id: string, outcome: unknown): string {
    return encrypt(this.environment, JSON.stringify(outcome), _id);
  }
}

/** An error that the same request would get again; one with a time to retry is not. */
function isLasting(error: unknown): error is DomainError {
  return (
    error instanceof DomainError &&
    ERROR_CATALOGUE[error.code].status < 500 &&
    error.options.retryAfter === undefined
  );
}
