import type { ClientSession, Collection, Connection } from 'mongoose';
import { Types } from 'mongoose';
import type { Operation } from '../database/writes';
import type { CalendarChangedEvent } from './calendar-feed';
import type { CalendarChange } from './calendar.schema';
import type { CalendarTransaction } from './calendar-transaction';
import { commit, mayHaveCommitted, TRANSACTION_OPTIONS } from './committing';
import type { Deadline } from './deadline';
import { assertInTime, busy } from './deadline';

/** What one calendar wants committed. */
export interface CommitRequest<T> {
  expertId: Types.ObjectId;
  /** The revision it was decided at; the calendar must still have it. */
  revision: number;
  change: () => Promise<CalendarChange>;
  work: (transaction: CalendarTransaction) => Promise<T>;
  deadline: Deadline;
}

/** A member with what its work wants written. */
interface Ready {
  member: CommitRequest<unknown>;
  result: unknown;
  change: CalendarChange;
  writes: StagedWrites;
}

/** What became of a member: done, or to be tried by itself. */
type Outcome<T> = { result: T } | 'alone';

interface Waiting {
  member: CommitRequest<unknown>;
  resolve: (outcome: Outcome<unknown>) => void;
  reject: (error: unknown) => void;
  /** Resolves once a member told to go alone has gone. */
  gone: Promise<void>;
}

const MAX_GROUP_SIZE = 64;
/** Transactions at once: while the database works for one, this process can prepare the next. */
const LANES = 2;
/** For a member that goes alone and hangs: the others wait this long for it and no longer. */
const MAX_WAIT_MS = 50;

/**
 * Commits what different calendars want at the same time in one transaction (group commit): the database is asked four
 * times for all of them, not four times for each. While some are under way the next gather; nobody waits for others to come.
 *
 * Nobody depends on the others: whatever goes wrong, a calendar that has moved on, a place that is taken, a lost
 * connection, undoes all of it, and each goes alone. So does whoever needs a session of its own to read in.
 */
export class GroupCommit {
  private waiting: Waiting[] = [];
  private lanes = 0;

  constructor(
    private readonly connection: Connection,
    private readonly calendars: Collection,
    private readonly onCommitted: (moved: CalendarChangedEvent) => void,
  ) {}

  /**
   * Commits the member with others, or has `alone` do it.
   * @throws whatever `alone` throws; DomainError `busy_try_again` where nobody knows if the commit was one
   */
  async run<T>(member: CommitRequest<T>, alone: () => Promise<T>): Promise<T> {
    let leave: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (leave = resolve));
    const outcome = await new Promise<Outcome<T>>((resolve, reject) => {
      const waiting = { member, resolve: resolve as Waiting['resolve'], reject, gone };
      this.waiting.push(waiting);
      if (this.lanes < LANES) void this.serve();
    });
    if (outcome !== 'alone') return outcome.result;
    try {
      return await alone();
    } finally {
      leave();
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
        if (others.length > 0) await this.together(group);
        else if (first) await this.alone(first);
      }
    } finally {
      this.lanes -= 1;
    }
  }

  private async together(group: readonly Waiting[]): Promise<void> {
    const ready: (Ready & { waiting: Waiting })[] = [];
    await Promise.all(
      group.map(async (waiting) => {
        const staged = await stage(waiting.member);
        if (staged) ready.push({ ...staged, waiting });
        else waiting.resolve('alone');
      }),
    );
    try {
      if (ready.length > 0) await this.commitAll(ready);
    } catch (error) {
      const unknown = error instanceof UnknownOutcome;
      for (const { waiting } of ready) {
        if (unknown) waiting.reject(busy(error.cause));
        else waiting.resolve('alone');
      }
      return;
    }
    for (const { member, change, result, waiting } of ready) {
      this.onCommitted({ expertId: member.expertId, revision: member.revision + 1, change });
      waiting.resolve({ result });
    }
  }

  private async alone({ resolve, gone }: Waiting): Promise<void> {
    resolve('alone');
    let timer: NodeJS.Timeout | undefined;
    const longest = new Promise<void>((wake) => (timer = setTimeout(wake, MAX_WAIT_MS)));
    await Promise.race([longest, gone]);
    clearTimeout(timer);
  }

  private async commitAll(ready: readonly Ready[]): Promise<void> {
    const session = await this.connection.startSession();
    let isCommitting = false;
    try {
      session.startTransaction(TRANSACTION_OPTIONS);
      await this.touch(ready, session);
      await writeAll(
        ready.map(({ writes }) => writes),
        session,
      );
      const deadlines = ready.map(({ member }) => member.deadline);
      for (const deadline of deadlines) assertInTime(deadline);
      for (const deadline of deadlines) deadline.isCommitting = true;
      isCommitting = true;
      await commit(session, Math.min(...deadlines.map(({ at }) => at)));
    } catch (error) {
      for (const { member } of ready) member.deadline.isCommitting = false;
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
      throw isCommitting && mayHaveCommitted(error) ? new UnknownOutcome(error) : error;
    } finally {
      void session.endSession();
    }
  }

  private async touch(ready: readonly Ready[], session: ClientSession): Promise<void> {
    const operations = ready.map(({ member: { expertId: _id, revision }, change }) => ({
      updateOne: {
        filter: { _id, revision },
        update: { $inc: { revision: 1 }, $set: { lastChange: { ...change, id: new Types.ObjectId() } } },
        upsert: revision === 0,
      },
    }));
    const { matchedCount, upsertedCount } = await this.calendars.bulkWrite(operations, { session });
    if (matchedCount + upsertedCount < ready.length) throw new MovedOn();
  }
}

/** Null for a member that cannot share: nothing has been written for it. */
async function stage(member: CommitRequest<unknown>): Promise<Ready | null> {
  try {
    const writes = new StagedWrites(member.revision + 1);
    const change = await member.change();
    return { member, change, result: await member.work(writes), writes };
  } catch {
    // Alone it finds the same again, where it is not in anybody's way.
    return null;
  }
}

/** Notes what is to be written. */
class StagedWrites implements CalendarTransaction {
  readonly staged: {
    collection: Collection;
    operations: Operation[];
    mustMatch: boolean;
  }[] = [];

  constructor(readonly revision: number) {}

  /** A shared session is nobody's to read in. */
  get session(): ClientSession {
    throw new NeedsItsOwn();
  }

  write(collection: Collection, operations: readonly Operation[], missed?: () => Error): Promise<void> {
    this.staged.push({ collection, operations: [...operations], mustMatch: missed !== undefined });
    return Promise.resolve();
  }
}

/** One bulk write a collection, and another one for what must find its document. */
async function writeAll(all: readonly StagedWrites[], session: ClientSession): Promise<void> {
  const bulks = new Map<string, StagedWrites['staged'][number]>();
  for (const one of all.flatMap(({ staged }) => staged)) {
    const key = `${one.collection.name}/${one.mustMatch}`;
    const bulk = bulks.get(key);
    if (bulk) bulk.operations.push(...one.operations);
    else bulks.set(key, { ...one, operations: [...one.operations] });
  }
  for (const { collection, operations, mustMatch } of bulks.values()) {
    const { matchedCount } = await collection.bulkWrite(operations, { session });
    if (mustMatch && matchedCount < operations.length) throw new MovedOn();
  }
}

class NeedsItsOwn extends Error {}

/** What one of them was decided on is no longer so. */
class MovedOn extends Error {}

/** The commit may have happened: trying again could do it twice. */
class UnknownOutcome extends Error {
  constructor(override readonly cause: unknown) {
    super('The outcome of a commit is unknown.');
  }
}
