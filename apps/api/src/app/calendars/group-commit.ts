import type { ClientSession, Collection, Connection } from 'mongoose';
import { Types } from 'mongoose';
import type { Operation } from '../database/writes';
import type { CalendarChangedEvent } from './calendar-feed';
import type { CalendarChange } from './calendar.schema';
import type { CalendarWrites, DecidedWrites } from './calendar-transaction';
import { commit, mayHaveCommitted, TRANSACTION_OPTIONS } from './committing';
import type { Deadline } from './deadline';
import { assertInTime, busy } from './deadline';

/** A request to commit the writes of one calendar. */
interface CommitRequest {
  readonly decided: DecidedWrites<unknown>;
  readonly deadline: Deadline;
  readonly settle: (outcome: Outcome<unknown>) => void;
  /** Resolves once a request that is committed individually has ended. */
  readonly ended: Promise<void>;
}

/** The outcome of a request in its group. */
type Outcome<T> =
  | { kind: 'committed'; result: T }
  /** Nothing has been written: it has to be committed in a transaction of its own. */
  | { kind: 'individually' }
  | { kind: 'failed'; error: unknown };

/** A request with its declared writes. */
interface DeclaredRequest {
  request: CommitRequest;
  result: unknown;
  change: CalendarChange;
  writes: DeclaredWrites;
}

const MAX_GROUP_SIZE = 64;
/** Transactions at once: while the database works for one, this process can prepare the next. */
const LANES = 2;
/** How long a lane waits for a request that is committed individually and hangs. */
const MAX_WAIT_MS = 50;

/**
 * Commits decided writes of different calendars that come at the same time in one transaction (group commit): four round trips
 * for all of them, not four for each. While one is in progress the next one gathers; no request waits for others to arrive.
 *
 * No request depends on another: what goes wrong before the commit (a calendar that has changed, a time that is taken, a lost
 * connection) undoes the whole group, and each is committed individually. A request whose own declaration fails gets its error
 * and takes no part.
 */
export class GroupCommit {
  private waiting: CommitRequest[] = [];
  private lanes = 0;

  constructor(
    private readonly connection: Connection,
    private readonly calendars: Collection,
    private readonly onCommitted: (event: CalendarChangedEvent) => void,
  ) {}

  /**
   * Commits the writes with others, or has `commitIndividually` do it.
   * @throws errors of `declare` and `commitIndividually`; DomainError `busy_try_again` where the outcome of the commit is unknown
   */
  async commit<T>(
    decided: DecidedWrites<T>,
    deadline: Deadline,
    commitIndividually: () => Promise<T>,
  ): Promise<T> {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const outcome = await new Promise<Outcome<T>>((resolve) => {
      this.waiting.push({ decided, deadline, settle: resolve as CommitRequest['settle'], ended });
      if (this.lanes < LANES) void this.serve();
    });
    switch (outcome.kind) {
      case 'committed':
        return outcome.result;
      case 'failed':
        throw outcome.error;
      case 'individually':
        return commitIndividually().finally(end);
    }
  }

  private async serve(): Promise<void> {
    this.lanes += 1;
    // Requests that arrive within this turn of the event loop join the group.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      while (this.waiting.length > 0) {
        const group = this.waiting.splice(0, MAX_GROUP_SIZE);
        const [first, ...others] = group;
        if (others.length > 0) await this.commitGroup(group);
        else if (first) await this.leaveAlone(first);
      }
    } finally {
      this.lanes -= 1;
    }
  }

  private async commitGroup(group: readonly CommitRequest[]): Promise<void> {
    const declared = (await Promise.all(group.map(declare))).filter((one) => one !== null);
    if (declared.length === 0) return;
    try {
      await this.commitAll(declared);
    } catch (error) {
      const outcome: Outcome<never> =
        error instanceof UnknownOutcome
          ? { kind: 'failed', error: busy(error.cause) }
          : { kind: 'individually' };
      for (const { request } of declared) request.settle(outcome);
      return;
    }
    for (const { request, change, result, writes } of declared) {
      this.onCommitted({ expertId: request.decided.expertId, revision: writes.revision, change });
      request.settle({ kind: 'committed', result });
    }
  }

  /** A group of one is committed individually; the lane waits for it a moment, while the next ones gather. */
  private async leaveAlone({ settle, ended }: CommitRequest): Promise<void> {
    settle({ kind: 'individually' });
    let timer: NodeJS.Timeout | undefined;
    const longest = new Promise<void>((wake) => (timer = setTimeout(wake, MAX_WAIT_MS)));
    await Promise.race([longest, ended]);
    clearTimeout(timer);
  }

  private async commitAll(declared: readonly DeclaredRequest[]): Promise<void> {
    const session = await this.connection.startSession();
    const deadlines = declared.map(({ request }) => request.deadline);
    let isCommitting = false;
    try {
      session.startTransaction(TRANSACTION_OPTIONS);
      await this.raiseRevisions(declared, session);
      await writeAll(
        declared.map(({ writes }) => writes),
        session,
      );
      for (const deadline of deadlines) assertInTime(deadline);
      for (const deadline of deadlines) deadline.isCommitting = true;
      isCommitting = true;
      await commit(session, Math.min(...deadlines.map(({ at }) => at)));
    } catch (error) {
      for (const deadline of deadlines) deadline.isCommitting = false;
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
      throw isCommitting && mayHaveCommitted(error) ? new UnknownOutcome(error) : error;
    } finally {
      void session.endSession();
    }
  }

  private async raiseRevisions(declared: readonly DeclaredRequest[], session: ClientSession): Promise<void> {
    const operations = declared.map(({ request: { decided }, change }) => ({
      updateOne: {
        filter: { _id: decided.expertId, revision: decided.revision },
        update: { $inc: { revision: 1 }, $set: { lastChange: { ...change, id: new Types.ObjectId() } } },
        upsert: decided.revision === 0,
      },
    }));
    const { matchedCount, upsertedCount } = await this.calendars.bulkWrite(operations, { session });
    if (matchedCount + upsertedCount < declared.length) throw new PremiseChanged();
  }
}

/** Null for a request whose declaration fails: it is settled with its error, and nothing has been written for it. */
async function declare(request: CommitRequest): Promise<DeclaredRequest | null> {
  const { decided } = request;
  const writes = new DeclaredWrites(decided.revision + 1);
  try {
    const change = await decided.change();
    return { request, change, result: await decided.declare(writes), writes };
  } catch (error) {
    request.settle({ kind: 'failed', error });
    return null;
  }
}

/** Records the declared writes. */
class DeclaredWrites implements CalendarWrites {
  readonly noted: {
    collection: Collection;
    operations: Operation[];
    mustMatch: boolean;
  }[] = [];

  constructor(readonly revision: number) {}

  write(collection: Collection, operations: readonly Operation[], missed?: () => Error): Promise<void> {
    this.noted.push({ collection, operations: [...operations], mustMatch: missed !== undefined });
    return Promise.resolve();
  }
}

/** One bulk write per collection, and another one for writes that must match a document. */
async function writeAll(all: readonly DeclaredWrites[], session: ClientSession): Promise<void> {
  const bulks = new Map<string, DeclaredWrites['noted'][number]>();
  for (const one of all.flatMap(({ noted }) => noted)) {
    const key = `${one.collection.name}/${one.mustMatch}`;
    const bulk = bulks.get(key);
    if (bulk) bulk.operations.push(...one.operations);
    else bulks.set(key, { ...one, operations: [...one.operations] });
  }
  for (const { collection, operations, mustMatch } of bulks.values()) {
    const { matchedCount } = await collection.bulkWrite(operations, { session });
    if (mustMatch && matchedCount < operations.length) throw new PremiseChanged();
  }
}

/** The premise of one of the decisions has changed. */
class PremiseChanged extends Error {}

/** The commit may have happened: a repetition could do it twice. */
class UnknownOutcome extends Error {
  constructor(override readonly cause: unknown) {
    super('The outcome of a commit is unknown.');
  }
}
