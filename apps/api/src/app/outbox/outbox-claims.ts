import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import type { Types } from 'mongoose';
import { randomUid } from '../tokens/random-token';
import type { EntryPlan } from './entry-plan';
import { planEntry } from './entry-plan';
import type { OutboxRow } from './outbox.schema';

export type ClaimedRow = OutboxRow & { claim: string };

/** One unit of work: a row, and the older rows of its entry that it supersedes, oldest first. */
export interface Work {
  row: ClaimedRow;
  older: ClaimedRow[];
}

type EntryRow = Omit<OutboxRow, 'payload'>;

/** Reads of the collection per claim. Each one leaves out the entries that were found blocked before. */
const MAX_READS = 4;

/**
 * Claims rows for the length of a lease. Rows of one entry are claimed oldest first: the claim of the oldest waiting
 * row is the claim of the entry, so two processes never handle rows of one entry at the same time or in another
 * order.
 */
export class OutboxClaims {
  constructor(
    private readonly rows: Model<OutboxRow>,
    private readonly leaseMs: number,
    private readonly canSupersede: (topic: string) => boolean,
  ) {}

  /** At most `limit` due rows of these topics; the rows that have been due longest come first. */
  async claim(topics: readonly string[], limit: number): Promise<Work[]> {
    const excluded: string[] = [];
    const work: Work[] = [];
    for (let read = 0; read < MAX_READS && work.length < limit; read++) {
      const now = new Date();
      const due = await this.due(topics, limit - work.length, excluded, now);
      if (due.length === 0) break;
      const { single, plans: plans, blocked } = await this.plan(due, now);
      work.push(...(await this.claimSingle(single, now)), ...(await this.claimEntries(plans, now)));
      // No entry is blocked: rows that were not claimed belong to another process now.
      if (blocked.length === 0) break;
      excluded.push(...blocked, ...plans.map(({ entry }) => entry));
    }
    return work;
  }

  private due(topics: readonly string[], limit: number, excluded: string[], now: Date): Promise<OutboxRow[]> {
    return this.rows
      .find({
        ...freeAt(now),
        topic: trusted({ $in: [...topics] }),
        dueAt: trusted({ $lte: now }),
        ...(excluded.length > 0 && { entry: trusted({ $nin: excluded }) }),
      })
      .sort({ dueAt: 1 })
      .limit(limit)
      .lean()
      .exec();
  }

  /** Sorts due rows into those of no entry, entries that can be handled, and entries that have to wait. */
  private async plan(
    due: readonly OutboxRow[],
    now: Date,
  ): Promise<{ single: OutboxRow[]; plans: EntryPlan[]; blocked: string[] }> {
    const byId = new Map(due.map((row) => [String(row._id), row]));
    const entries = [...new Set(due.flatMap(({ entry }) => entry ?? []))];
    const single = due.filter(({ entry }) => entry === undefined);
    if (entries.length === 0) return { single, plans: [], blocked: [] };
    // Read after `due`: a row older than one in `due` was committed before it, so this read includes it.
    const all: EntryRow[] = await this.rows
      .find({ entry: trusted({ $in: entries }) }, { payload: 0 })
      .sort({ entry: 1, version: 1, _id: 1 })
      .lean();
    const plans: EntryPlan[] = [];
    const blocked: string[] = [];
    for (const entry of entries) {
      const plan = planEntry(
        entry,
        all.filter((row) => row.entry === entry),
        now,
        this.canSupersede,
      );
      if (plan.stale.length > 0) await this.drop(plan.stale, now);
      const row = plan.superseded.length === 0 && plan.next ? byId.get(String(plan.next)) : undefined;
      if (row) single.push(row);
      else if (plan.next) plans.push(plan);
      else blocked.push(entry);
    }
    return { single, plans: plans, blocked };
  }

  private async claimSingle(due: readonly OutboxRow[], now: Date): Promise<Work[]> {
    if (due.length === 0) return [];
    const claim = randomUid();
    const ids = due.map(({ _id }) => _id);
    const claimed = await this.claimRows(ids, claim, now, 1);
    // Rows that another process claimed first are left out.
    const rows =
      claimed < due.length
        ? await this.rows.find({ _id: trusted({ $in: ids }), claim }).lean<ClaimedRow[]>()
        : due.map((row) => ({ ...row, claim, attempts: row.attempts + 1 }));
    return rows.map((row) => ({ row, older: [] }));
  }

  /** Claims entries with several waiting rows as a whole: the oldest row first, the others only after it. */
  private async claimEntries(plans: readonly EntryPlan[], now: Date): Promise<Work[]> {
    const work: Work[] = [];
    for (const { superseded, next } of plans) {
      if (!next) continue;
      const claim = randomUid();
      const [head, ...others] = superseded;
      if (head && (await this.claimRows([head], claim, now, 0)) === 0) continue;
      if (others.length > 0) await this.claimRows(others, claim, now, 0);
      await this.claimRows([next], claim, now, 1);
      const found = await this.rows.find({ claim }).sort({ version: 1, _id: 1 }).lean<ClaimedRow[]>();
      const row = found.at(-1);
      if (row?._id.equals(next)) work.push({ row, older: found.slice(0, -1) });
      else await this.rows.updateMany({ claim, state: 'waiting' }, { $set: { lockedUntil: new Date(0) } });
    }
    return work;
  }

  /** @returns how many of the rows this claim now holds */
  private async claimRows(
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
