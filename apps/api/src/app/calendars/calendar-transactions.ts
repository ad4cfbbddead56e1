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
import type { CalendarTransaction } from './calendar-transaction';
import type { CalendarChange } from './calendar.schema';
import { Calendar } from './calendar.schema';
import { commit, TRANSACTION_OPTIONS } from './committing';
import { ExpertQueue } from './expert-queue';
import { GroupCommit } from './group-commit';
import type { Deadline } from './deadline';
import { assertInTime, busy, withDeadline } from './deadline';

type Change = CalendarChange | (() => Promise<CalendarChange>);
type Work<T> = (transaction: CalendarTransaction) => Promise<T>;

/** The only door to changing what is bookable. */
@Injectable()
export class CalendarTransactions {
  private readonly queue = new ExpertQueue();
  private readonly shared: GroupCommit;
  /** When a transaction last ran out of time, epoch milliseconds. */
  private lastGivenUp = 0;
  /** Since the process started. */
  readonly figures = { retries: 0, givenUp: 0 };
  private readonly listeners: ((moved: CalendarChangedEvent) => void)[] = [];

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel(Calendar.name) private readonly calendars: Model<Calendar>,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    this.shared = new GroupCommit(connection, calendars.collection, (moved) => this.tell(moved));
  }

  /**
   * Locks the expert's calendar, notes `change` on it (a function is called once it is this request's turn in the queue) and runs `work` in
   * the same transaction, alone among this process's writers of that calendar. `work` may run several times and must have
   * no side effect outside the transaction.
   * @param options.seen the revision all of it was decided at, where it is known: work that only writes is then committed together
   *   with that of other calendars
   * @param options.until epoch milliseconds at which the answer is due at the latest; one transaction deadline after its turn in the queue where left out
   * @throws DomainError `busy_try_again` when the deadline passes or the database cannot answer; whatever `work` throws
   */
  async run<T>(
    expertId: Types.ObjectId,
    change: Change,
    work: Work<T>,
    { seen, until = Infinity }: { seen?: number; until?: number } = {},
  ): Promise<T> {
    const since = Date.now();
    const { transactionDeadline } = this.environment;
    return this.queue.run(String(expertId), () => {
      const now = Date.now();
      const waited = now - since;
      // Others have tried all the while in vain: a line behind a dead database must not be served one deadline each.
      if (this.lastGivenUp > since && waited >= transactionDeadline) throw busy();
      const attemptBefore = (deadline: Deadline) => {
        const alone = () => this.attemptUntilDeadline(expertId, change, work, deadline);
        if (seen === undefined) return alone();
        const changed = async () => (typeof change === 'function' ? change() : change);
        return this.shared.run({ expertId, revision: seen, change: changed, work, deadline }, alone);
      };
      const left = Math.min(transactionDeadline, until - now);
      if (left <= 0) throw busy();
      return withDeadline(left, attemptBefore, () => this.noteGivenUp());
    });
  }

  /** Transactions under way or waiting in the queue. */
  get queued(): number {
    return this.queue.waiting;
  }

  /**
   * Told of this process's own commits the moment they are acknowledged, before the change stream tells of them: whoever
   * reads after their own write reads it. Listeners must not throw.
   */
  onCommitted(listener: (moved: CalendarChangedEvent) => void): void {
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
    const told = typeof change === 'function' ? await change() : change;
    // MongoDB leaves out of its stream what is set to what it was: two people who join one session are two changes.
    const lastChange = { ...told, id: new Types.ObjectId() };
    const session = await this.connection.startSession();
    try {
      session.startTransaction(TRANSACTION_OPTIONS);
      // By the driver itself: Mongoose would cast what is right already, on the way of every booking.
      const calendar = await this.calendars.collection.findOneAndUpdate(
        { _id: expertId },
        { $inc: { revision: 1 }, $set: { lastChange } },
        { session, upsert: true, returnDocument: 'after', projection: { revision: 1 } },
      );
      assertInTime(deadline);
      const revision = Number(calendar?.['revision']);
      const result = await work(new OwnTransaction(session, revision));
      assertInTime(deadline);
      deadline.isCommitting = true;
      await commit(session, deadline.at);
      this.tell({ expertId, revision, change: told });
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

  private tell(moved: CalendarChangedEvent): void {
    for (const listener of this.listeners) listener(moved);
  }
}

class OwnTransaction extends SessionWrites implements CalendarTransaction {
  constructor(
    session: ClientSession,
    readonly revision: number,
  ) {
    super(session);
  }
}
