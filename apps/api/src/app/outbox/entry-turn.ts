import type { Types } from 'mongoose';
import type { OutboxRow } from './outbox.schema';

/** Which rows of one entry are to be done now. */
export interface EntryTurn {
  entry: string;
  /** The row to do; null while another one has to be waited for. */
  speaker: Types.ObjectId | null;
  /** Waiting rows the speaker says all of, oldest first. */
  older: Types.ObjectId[];
  /** Waiting rows that a newer one of their entry has overtaken: late, so never to be done. */
  stale: Types.ObjectId[];
}

type Row = Pick<
  OutboxRow,
  '_id' | 'topic' | 'state' | 'version' | 'attempts' | 'dueAt' | 'since' | 'lockedUntil'
>;

/**
 * Rows of an entry are done one at a time and from the oldest on. Where their topic allows it, the newest speaks for all
 * that wait; an older one that waits for its next attempt does not hold it up.
 * @param rows all of the entry, by version and then by age
 */
export function turnOf(
  entry: string,
  rows: readonly Row[],
  now: Date,
  canSupersede: (topic: string) => boolean,
): EntryTurn {
  const settled = rows.filter(({ state }) => state !== 'waiting').map(versionOf);
  const newestSettled = Math.max(-1, ...settled);
  const waiting = rows.filter(({ state }) => state === 'waiting');
  const stale = waiting.filter((row) => canSupersede(row.topic) && versionOf(row) < newestSettled);
  const live = waiting.filter((row) => !stale.includes(row) && !isForLater(row, now));
  const nobody = { entry, speaker: null, older: [], stale: stale.map(({ _id }) => _id) };
  const [head] = live;
  if (!head || waiting.some(({ lockedUntil }) => lockedUntil > now)) return nobody;
  const last = live.at(-1) ?? head;
  const isOneTopic = live.every(({ topic }) => topic === head.topic);
  // Rows of one version add to each other: none of them says what the other does.
  const newer =
    isOneTopic && canSupersede(head.topic) ? live.filter((row) => versionOf(row) === versionOf(last)) : [];
  const speaker = newer[0] ?? head;
  if (speaker.dueAt > now) return nobody;
  const older = speaker === head ? [] : live.slice(0, live.indexOf(speaker));
  return { ...nobody, speaker: speaker._id, older: older.map(({ _id }) => _id) };
}

function versionOf({ version }: Pick<Row, 'version'>): number {
  return version ?? 0;
}

/** Not due yet and never attempted: it does not block later rows before its time. */
function isForLater({ since, dueAt, attempts }: Row, now: Date): boolean {
  return since ? since > now : dueAt > now && attempts === 0;
}
