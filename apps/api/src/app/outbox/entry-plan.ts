import type { Types } from 'mongoose';
import type { OutboxRow } from './outbox.schema';

/** Which rows of one entry are handled now. */
export interface EntryPlan {
  entry: string;
  /** The row to handle; null while the entry has to wait. */
  next: Types.ObjectId | null;
  /** Waiting rows that `next` supersedes, oldest first. */
  superseded: Types.ObjectId[];
  /** Waiting rows older than one that is settled: too late, so they are dropped. */
  stale: Types.ObjectId[];
}

type Row = Pick<
  OutboxRow,
  '_id' | 'topic' | 'state' | 'version' | 'attempts' | 'dueAt' | 'since' | 'lockedUntil'
>;

/**
 * Rows of an entry are handled one at a time, oldest first. Where their topic allows it, the newest row supersedes
 * all older ones that wait, also one that waits for its next attempt.
 * @param rows all of the entry, by version and then by age
 */
export function planEntry(
  entry: string,
  rows: readonly Row[],
  now: Date,
  canSupersede: (topic: string) => boolean,
): EntryPlan {
  const settled = rows.filter(({ state }) => state !== 'waiting').map(versionOf);
  const newestSettled = Math.max(-1, ...settled);
  const waiting = rows.filter(({ state }) => state === 'waiting');
  const stale = waiting.filter((row) => canSupersede(row.topic) && versionOf(row) < newestSettled);
  const live = waiting.filter((row) => !stale.includes(row) && !isForLater(row, now));
  const nothing = { entry, next: null, superseded: [], stale: stale.map(({ _id }) => _id) };
  const [head] = live;
  if (!head || waiting.some(({ lockedUntil }) => lockedUntil > now)) return nothing;
  const last = live.at(-1) ?? head;
  const isOneTopic = live.every(({ topic }) => topic === head.topic);
  // Rows of one version carry different content, so none of them supersedes another.
  const candidates =
    isOneTopic && canSupersede(head.topic) ? live.filter((row) => versionOf(row) === versionOf(last)) : [];
  const next = candidates[0] ?? head;
  if (next.dueAt > now) return nothing;
  const superseded = next === head ? [] : live.slice(0, live.indexOf(next));
  return { ...nothing, next: next._id, superseded: superseded.map(({ _id }) => _id) };
}

function versionOf({ version }: Pick<Row, 'version'>): number {
  return version ?? 0;
}

/** Not due yet and never attempted: it does not block later rows before its time. */
function isForLater({ since, dueAt, attempts }: Row, now: Date): boolean {
  return since ? since > now : dueAt > now && attempts === 0;
}
