import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientSession, Connection, Model, Types } from 'mongoose';
import { mongo } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { isDatabaseUnavailable } from '../database/database-errors';
import { DomainError } from '../http/domain-error';
import type { CalendarChange } from './calendar.schema';
import { Calendar } from './calendar.schema';
import { ExpertQueue } from './expert-queue';

/** One attempt of a transaction that holds the expert's calendar. */
export interface CalendarTransaction {
  session: ClientSession;
  /** The calendar's revision once this transaction commits. */
  revision: number;
}

const RETRY_AFTER_SECONDS = 2;
const COMMIT_OPTIONS = { writeConcern: { w: 'majority', j: true } } as const;

/** The only door to changing what is bookable. */
@Injectable()
export class CalendarTransactions {
  private readonly queue = new ExpertQueue();

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel(Calendar.name) private readonly calendars: Model<Calendar>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * Locks the expert's calendar, notes `change` on it and runs `work` in the same transaction, alone among this
   * process's writers of that calendar. `work` may run several times and must have no side effect outside `session`.
   * @throws DomainError `busy_try_again` when the deadline passes or the database cannot answer; whatever `work` throws
   */
  async run<T>(
    expertId: Types.ObjectId,
    change: CalendarChange,
    work: (transaction: CalendarTransaction) => Promise<T>,
  ): Promise<T> {
    return this.queue.run(String(expertId), () => this.attemptUntilDeadline(expertId, change, work));
  }

  /** The calendar's revision as acknowledged by a majority; 0 before its first change. */
  async revisionOf(expertId: Types.ObjectId): Promise<number> {
    const calendar = await this.calendars
      .findById(expertId, { revision: 1 })
      .read('primary')
      .readConcern('majority')
      .lean();
    return calendar?.revision ?? 0;
  }

  private async attemptUntilDeadline<T>(
    expertId: Types.ObjectId,
    change: CalendarChange,
    work: (transaction: CalendarTransaction) => Promise<T>,
  ): Promise<T> {
    const deadline = Date.now() + this.environment.transactionDeadline;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(expertId, change, work, deadline);
      } catch (error) {
        if (!isDatabaseUnavailable(error)) throw error;
        const pause = Math.random() * Math.min(250, 5 * 2 ** attempt);
        if (Date.now() + pause >= deadline) {
          throw new DomainError('busy_try_again', { retryAfter: RETRY_AFTER_SECONDS, cause: error });
        }
        await sleep(pause);
      }
    }
  }

  private async attempt<T>(
    expertId: Types.ObjectId,
    change: CalendarChange,
    work: (transaction: CalendarTransaction) => Promise<T>,
    deadline: number,
  ): Promise<T> {
    const session = await this.connection.startSession();
    try {
      session.startTransaction({
        readConcern: { level: 'snapshot' },
        readPreference: 'primary',
        ...COMMIT_OPTIONS,
      });
      const calendar = await this.calendars
        .findOneAndUpdate(
          { _id: expertId },
          { $inc: { revision: 1 }, $set: { lastChange: change } },
          { session, upsert: true, returnDocument: 'after', projection: { revision: 1 }, lean: true },
        )
        .orFail();
      const result = await work({ session, revision: calendar.revision });
      await commit(session, deadline);
      return result;
    } catch (error) {
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
      throw error;
    } finally {
      void session.endSession();
    }
  }
}

/** Commits again while the outcome is unknown: a commit is idempotent, giving up would forget an acknowledged write. */
async function commit(session: ClientSession, deadline: number): Promise<void> {
  for (;;) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      const unknown =
        error instanceof mongo.MongoError && error.hasErrorLabel('UnknownTransactionCommitResult');
      if (!unknown || Date.now() >= deadline) throw error;
      await sleep(50);
    }
  }
}
