import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientSession, Connection, Model } from 'mongoose';
import { mongo, Types } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { isDatabaseUnavailable } from '../database/database-errors';
import { DomainError } from '../http/domain-error';
import type { CalendarMoved } from './calendar-feed';
import type { CalendarChange } from './calendar.schema';
import { Calendar } from './calendar.schema';
import { ExpertQueue } from './expert-queue';

/** One attempt of a transaction that holds the expert's calendar. */
export interface CalendarTransaction {
  session: ClientSession;
  /** The calendar's revision once this transaction commits. */
  revision: number;
}

type Change = CalendarChange | (() => Promise<CalendarChange>);

/** The time of one transaction, over all its attempts. */
interface Turn {
  /** Epoch milliseconds. */
  readonly deadline: number;
  /** Once it is, whoever waited has been told so, and nothing may be committed any more. */
  isOver: boolean;
  isCommitting: boolean;
}

const RETRY_AFTER_SECONDS = 2;
/** What is being committed is done or not, and nobody knows which: it is worth a little more waiting than the deadline. */
const COMMIT_GRACE_MS = 1000;
const COMMIT_OPTIONS = { writeConcern: { w: 'majority', j: true } } as const;

/** The only door to changing what is bookable. */
@Injectable()
export class CalendarTransactions {
  private readonly queue = new ExpertQueue();
  /** When a transaction last ran out of time, epoch milliseconds. */
  private lastGivenUp = 0;
  private readonly listeners: ((moved: CalendarMoved) => void)[] = [];

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel(Calendar.name) private readonly calendars: Model<Calendar>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * Locks the expert's calendar, notes `change` on it (worked out in its turn where it is a function) and runs `work` in
   * the same transaction, alone among this process's writers of that calendar. `work` may run several times and must have
   * no side effect outside `session`.
   * @throws DomainError `busy_try_again` when the deadline passes or the database cannot answer; whatever `work` throws
   */
  async run<T>(
    expertId: Types.ObjectId,
    change: Change,
    work: (transaction: CalendarTransaction) => Promise<T>,
  ): Promise<T> {
    const since = Date.now();
    return this.queue.run(String(expertId), () => {
      const waited = Date.now() - since;
      // Others have tried all the while in vain: a line behind a dead database must not be served one deadline each.
      if (this.lastGivenUp > since && waited >= this.environment.transactionDeadline) throw busy();
      return this.withinDeadline((turn) => this.attemptUntilDeadline(expertId, change, work, turn));
    });
  }

  /**
   * Told of this process's own commits the moment they are acknowledged, before the change stream tells of them: whoever
   * reads after their own write reads it. Listeners must not throw.
   */
  onCommitted(listener: (moved: CalendarMoved) => void): void {
    this.listeners.push(listener);
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

  /**
   * Answers at the deadline whatever hangs: a database that does not answer would hold up each operation for as long as a
   * socket may be silent. (The driver has no timeout for a whole transaction: its `timeoutMS` does nothing in version 7.)
   * What hung goes on by itself, finds its turn over and takes back what it has done.
   */
  private withinDeadline<T>(attempts: (turn: Turn) => Promise<T>): Promise<T> {
    const { transactionDeadline } = this.environment;
    const turn: Turn = { deadline: Date.now() + transactionDeadline, isOver: false, isCommitting: false };
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        turn.isOver = true;
        this.lastGivenUp = Date.now();
        reject(busy());
      };
      let timer = setTimeout(() => {
        if (turn.isCommitting) timer = setTimeout(giveUp, COMMIT_GRACE_MS);
        else giveUp();
      }, transactionDeadline);
      void attempts(turn)
        .then(resolve, reject)
        .finally(() => clearTimeout(timer));
    });
  }

  private async attemptUntilDeadline<T>(
    expertId: Types.ObjectId,
    change: Change,
    work: (transaction: CalendarTransaction) => Promise<T>,
    turn: Turn,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(expertId, change, work, turn);
      } catch (error) {
        if (!isDatabaseUnavailable(error)) throw error;
        const pause = Math.random() * Math.min(250, 5 * 2 ** attempt);
        if (Date.now() + pause >= turn.deadline) {
          this.lastGivenUp = Date.now();
          throw busy(error);
        }
        await sleep(pause);
      }
    }
  }

  private async attempt<T>(
    expertId: Types.ObjectId,
    change: Change,
    work: (transaction: CalendarTransaction) => Promise<T>,
    turn: Turn,
  ): Promise<T> {
    const told = typeof change === 'function' ? await change() : change;
    // MongoDB leaves out of its stream what is set to what it was: two people who join one session are two changes.
    const lastChange = { ...told, id: new Types.ObjectId() };
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
          { $inc: { revision: 1 }, $set: { lastChange } },
          { session, upsert: true, returnDocument: 'after', projection: { revision: 1 }, lean: true },
        )
        .orFail();
      assertInTime(turn);
      const result = await work({ session, revision: calendar.revision });
      assertInTime(turn);
      turn.isCommitting = true;
      await commit(session, turn.deadline);
      const moved = { expertId, revision: calendar.revision, change: told };
      for (const listener of this.listeners) listener(moved);
      return result;
    } catch (error) {
      turn.isCommitting = false;
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
      throw error;
    } finally {
      void session.endSession();
    }
  }
}

function busy(cause?: unknown): DomainError {
  return new DomainError('busy_try_again', { retryAfter: RETRY_AFTER_SECONDS, cause });
}

function assertInTime({ isOver }: Turn): void {
  if (isOver) throw busy();
}

/** Commits again while the outcome is unknown: a commit is idempotent, giving up would forget an acknowledged write. */
async function commit(session: ClientSession, deadline: number): Promise<void> {
  for (;;) {
    try {
      await session.commitTransaction();
      return;
    } catch (error) {
      // The driver does not label every lost connection; only "transient" says for sure that nothing was committed.
      const unknown =
        error instanceof mongo.MongoError &&
        (error.hasErrorLabel('UnknownTransactionCommitResult') ||
          (isDatabaseUnavailable(error) && !error.hasErrorLabel('TransientTransactionError')));
      if (!unknown || Date.now() >= deadline) throw error;
      await sleep(50);
    }
  }
}
