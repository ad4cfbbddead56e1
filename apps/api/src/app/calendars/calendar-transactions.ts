import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientSession, Connection, Model } from 'mongoose';
import { Types } from 'mongoose';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { isDatabaseUnavailable } from '../database/database-errors';
import { SessionWrites } from '../database/writes';
import type { CalendarChangedEvent } from './calendar-feed';
import type { CalendarTransaction, DecidedWrites } from './calendar-transaction';
import type { CalendarChange } from './calendar.schema';
import { Calendar } from './calendar.schema';
import { commit, TRANSACTION_OPTIONS } from './committing';
import { ExpertQueue } from './expert-queue';
import { GroupCommit } from './group-commit';
import type { Deadline } from './deadline';
import { assertInTime, busy, withDeadline } from './deadline';

/** The change sent to viewers; a function is called in each attempt. */
type Change = CalendarChange | (() => CalendarChange | Promise<CalendarChange>);
type Work<T> = (transaction: CalendarTransaction) => Promise<T>;

/**
 * The only way to change what is bookable. Two modes: {@link run} for work that reads in its transaction, {@link
 * commit} for writes that were decided before it and may share a transaction with those of other calendars.
 */
@Injectable()
export class CalendarTransactions {
  private readonly queue = new ExpertQueue();
  private readonly groupCommit: GroupCommit;
  /** When a transaction last exceeded its deadline, epoch milliseconds. */
  private lastGivenUp = 0;
  /** Since the process started. */
  readonly figures = { retries: 0, givenUp: 0 };
  private readonly listeners: ((event: CalendarChangedEvent) => void)[] = [];

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel(Calendar.name) private readonly calendars: Model<Calendar>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    this.groupCommit = new GroupCommit(connection, calendars.collection, (event) => this.notify(event));
  }

  /**
   * Locks the expert's calendar, raises its revision, stores `change` on it and runs `work` in the same transaction.
   * Only one writer of the calendar runs at a time in this process. `work` may run several times and must have no
   * side effect outside the transaction.
   * @param until epoch milliseconds after which no transaction begins
   * @throws DomainError `busy_try_again` when the deadline passes or the database is unavailable; errors of `work`
   */
  async run<T>(
    expertId: Types.ObjectId,
    change: Change,
    work: Work<T>,
    until: number = Infinity,
  ): Promise<T> {
    return this.inQueue(expertId, until, (deadline) =>
      this.attemptUntilDeadline(expertId, change, work, deadline),
    );
  }

  /**
   * Commits writes that were decided before, together with those of other calendars that come at the same moment.
   * Where the calendar has another revision than they were decided at, they are decided again in a transaction of
   * their own.
   * @param until epoch milliseconds after which no transaction begins
   * @throws DomainError `busy_try_again` as {@link run} does; errors of `declare` and `reevaluate`
   */
  async commit<T>(decided: DecidedWrites<T>, until: number = Infinity): Promise<T> {
    const { expertId, change } = decided;
    const work = async (transaction: CalendarTransaction): Promise<T> => {
      if (transaction.revision !== decided.revision + 1) await decided.reevaluate(transaction);
      return decided.declare(transaction);
    };
    return this.inQueue(expertId, until, (deadline) =>
      this.groupCommit.commit(decided, deadline, () =>
        this.attemptUntilDeadline(expertId, change, work, deadline),
      ),
    );
  }

  /** Transactions in progress or waiting in the queue. */
  get queued(): number {
    return this.queue.waiting;
  }

  /**
   * Listens to this process's own commits. Called as soon as a commit is acknowledged, before the change stream reports it, so that a
   * process reads its own writes. Listeners must not throw.
   */
  onCommitted(listener: (event: CalendarChangedEvent) => void): void {
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

  /** Waits in the queue of the calendar's writers, then does `work` within the deadline of a transaction. */
  private inQueue<T>(
    expertId: Types.ObjectId,
    until: number,
    work: (deadline: Deadline) => Promise<T>,
  ): Promise<T> {
    const since = Date.now();
    const { transactionDeadline } = this.environment;
    return this.queue.run(String(expertId), () => {
      const now = Date.now();
      const waited = now - since;
      // The ones before it have failed all this time: with an unavailable database, requests in the queue do not
      // each wait for a deadline.
      if (this.lastGivenUp > since && waited >= transactionDeadline) throw busy();
      const left = Math.min(transactionDeadline, until - now);
      if (left <= 0) throw busy();
      return withDeadline(left, work, () => this.noteGivenUp());
    });
  }

  private async attemptUntilDeadline<T>(
    expertId: Types.ObjectId,
    change: Change,
    work: Work<T>,
    deadline: Deadline,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(expertId, change, work, deadline);
      } catch (error) {
        if (!isDatabaseUnavailable(error)) throw error;
        const pause = Math.random() * Math.min(250, 5 * 2 ** attempt);
        if (Date.now() + pause >= deadline.at) {
          this.noteGivenUp();
          throw busy(error);
        }
        this.figures.retries++;
        await sleep(pause);
      }
    }
  }

  private async attempt<T>(
    expertId: Types.ObjectId,
    change: Change,
    work: Work<T>,
    deadline: Deadline,
  ): Promise<T> {
    const noted = typeof change === 'function' ? await change() : change;
    // A change stream omits a field that is set to the same value: two equal changes need different ids.
    const lastChange = { ...noted, id: new Types.ObjectId() };
    const session = await this.connection.startSession();
    try {
      session.startTransaction(TRANSACTION_OPTIONS);
      // By the driver, without Mongoose's casts: every booking passes here.
      const calendar = await this.calendars.collection.findOneAndUpdate(
        { _id: expertId },
        { $inc: { revision: 1 }, $set: { lastChange } },
        { session, upsert: true, returnDocument: 'after', projection: { revision: 1 } },
      );
      assertInTime(deadline);
      const revision = Number(calendar?.['revision']);
      const result = await work(new SessionTransaction(session, revision));
      assertInTime(deadline);
      deadline.isCommitting = true;
      await commit(session, deadline.at);
      this.notify({ expertId, revision, change: noted });
      return result;
    } catch (error) {
      deadline.isCommitting = false;
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
      throw error;
    } finally {
      void session.endSession();
    }
  }

  private noteGivenUp(): void {
    this.lastGivenUp = Date.now();
    this.figures.givenUp++;
  }

  private notify(event: CalendarChangedEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}

class SessionTransaction extends SessionWrites implements CalendarTransaction {
  constructor(
    session: ClientSession,
    readonly revision: number,
  ) {
    super(session);
  }
}
