import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { Types } from 'mongoose';
import { randomUid } from '../tokens/random-token';
import type { EntryTurn } from './entry-turn';
import { turnOf } from './entry-turn';
import type { OutboxRow } from './outbox.schema';

export type ClaimedRow = OutboxRow & { claim: string };

/** What is done at once: a row, and the older ones of its entry that it speaks for, oldest first. */
export interface Work {
  row: ClaimedRow;
  older: ClaimedRow[];
}

type EntryRow = Omit<OutboxRow, 'payload'>;

/** Looks into the collection again, without the entries whose turn it is not, at most so often a claim. */
const MAX_LOOKS = 4;

/**
 * Claims rows for the length of a lease. Rows of one entry are claimed from the oldest on: the claim of the oldest waiting
 * row is the claim of the entry, so two processes never do rows of one entry at the same time or in another order.
 */
export class OutboxClaims {
  constructor(
    private readonly rows: Model<OutboxRow>,
    private readonly leaseMs: number,
    private readonly canSupersede: (topic: string) => boolean,
  ) {}

  /** Up to `most` due rows of these topics, those due for the longest time first. */
  async claim(topics: readonly string[], most: number): Promise<Work[]> {
    const waitingFor: string[] = [];
    const work: Work[] = [];
    for (let look = 0; look < MAX_LOOKS && work.length < most; look++) {
      const now = new Date();
      const due = await this.due(topics, most - work.length, waitingFor, now);
      if (due.length === 0) break;
      const { single, turns, blocked } = await this.ordered(due, now);
      work.push(...(await this.claimSingle(single, now)), ...(await this.claimTurns(turns, now)));
      // Nothing in the way of the others: what is not taken now has been taken by another process.
      if (blocked.length === 0) break;
      waitingFor.push(...blocked, ...turns.map(({ entry }) => entry));
    }
    return work;
  }

  private due(topics: readonly string[], most: number, without: string[], now: Date): Promise<OutboxRow[]> {
    return this.rows
      .find({
        ...freeAt(now),
        topic: trusted({ $in: [...topics] }),
        dueAt: trusted({ $lte: now }),
        ...(without.length > 0 && { entry: trusted({ $nin: without }) }),
      })
      .sort({ dueAt: 1 })
      .limit(most)
      .lean()
      .exec();
  }

  /** Whose turn it is among the rows that are due. */
  private async ordered(
    due: readonly OutboxRow[],
    now: Date,
  ): Promise<{ single: OutboxRow[]; turns: EntryTurn[]; blocked: string[] }> {
    const byId = new Map(due.map((row) => [String(row._id), row]));
    const entries = [...new Set(due.flatMap(({ entry }) => entry ?? []))];
    const single = due.filter(({ entry }) => entry === undefined);
    if (entries.length === 0) return { single, turns: [], blocked: [] };
    // Asked after `due` has been read: what is older than a row seen there was committed before it, so it is seen here.
    const all: EntryRow[] = await this.rows
      .find({ entry: trusted({ $in: entries }) }, { payload: 0 })
      .sort({ entry: 1, version: 1, _id: 1 })
      .lean();
    const turns: EntryTurn[] = [];
    const blocked: string[] = [];
    for (const entry of entries) {
      const turn = turnOf(
        entry,
        all.filter((row) => row.entry === entry),
        now,
        this.canSupersede,
      );
      if (turn.stale.length > 0) await this.drop(turn.stale, now);
      const row = turn.older.length === 0 && turn.speaker ? byId.get(String(turn.speaker)) : undefined;
      if (row) single.push(row);
      else if (turn.speaker) turns.push(turn);
      else blocked.push(entry);
    }
    return { single, turns, blocked };
  }

  private async claimSingle(due: readonly OutboxRow[], now: Date): Promise<Work[]> {
    if (due.length === 0) return [];
    const claim = randomUid();
    const ids = due.map(({ _id }) => _id);
    const taken = await this.take(ids, claim, now, 1);
    // What another process was quicker with is its own.
    const rows =
      taken < due.length
        ? await this.rows.find({ _id: trusted({ $in: ids }), claim }).lean<ClaimedRow[]>()
        : due.map((row) => ({ ...row, claim, attempts: row.attempts + 1 }));
    return rows.map((row) => ({ row, older: [] }));
  }

  /** Takes entries with several waiting rows whole: the oldest row first, and the others only with it. */
  private async claimTurns(turns: readonly EntryTurn[], now: Date): Promise<Work[]> {
    const work: Work[] = [];
    for (const { older, speaker } of turns) {
      if (!speaker) continue;
      const claim = randomUid();
      const [head, ...others] = older;
      if (head && (await this.take([head], claim, now, 0)) === 0) continue;
      if (others.length > 0) await this.take(others, claim, now, 0);
      await this.take([speaker], claim, now, 1);
      const found = await this.rows.find({ claim }).sort({ version: 1, _id: 1 }).lean<ClaimedRow[]>();
      const row = found.at(-1);
      if (row?._id.equals(speaker)) work.push({ row, older: found.slice(0, -1) });
      else await this.rows.updateMany({ claim, state: 'waiting' }, { $set: { lockedUntil: new Date(0) } });
    }
    return work;
  }

  /** How many of the rows are now under this claim. */
  private async take(
    ids: readonly Types.ObjectId[],
    claim: string,
    now: Date,
    attempts: number,
  ): Promise<number> {
    const { modifiedCount } = await this.rows.updateMany(
      { _id: trusted({ $in: [...ids] }), ...freeAt(now) },
      {
        $set: { lockedUntil: new Date(now.getTime() + this.leaseMs), claim },
        $inc: { attempts },
      },
    );
    return modifiedCount;
  }

  private async drop(ids: readonly Types.ObjectId[], now: Date): Promise<void> {
    await this.rows.updateMany(
      { _id: trusted({ $in: [...ids] }), ...freeAt(now) },
      { $set: { state: 'dropped', reason: 'superseded', doneAt: now, payload: {} } },
    );
  }
}

function freeAt(now: Date) {
  return { state: 'waiting' as const, lockedUntil: trusted({ $lte: now }) };
}
