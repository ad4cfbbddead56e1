import { Types } from 'mongoose';
import { turnOf } from './entry-turn';
import type { OutboxState } from './outbox.schema';

const NOW = new Date('2027-01-04T08:00:00Z');
const PAST = new Date(0);
const LATER = new Date(NOW.getTime() + 60_000);

interface Row {
  _id: Types.ObjectId;
  topic: string;
  state: OutboxState;
  version: number;
  attempts: number;
  dueAt: Date;
  since: Date;
  lockedUntil: Date;
}

const row = (version: number, changes: Partial<Row> = {}): Row => ({
  _id: new Types.ObjectId(),
  topic: 'mail',
  state: 'waiting',
  version,
  attempts: 0,
  dueAt: PAST,
  since: PAST,
  lockedUntil: PAST,
  ...changes,
});

/** The versions it says, in its words. */
function turn(rows: Row[], supersedes = true) {
  const { speaker, older, stale } = turnOf('e', rows, NOW, () => supersedes);
  const versionOf = (id: Types.ObjectId | null) => rows.find(({ _id }) => id?.equals(_id))?.version ?? null;
  return { speaker: versionOf(speaker), older: older.map(versionOf), stale: stale.map(versionOf) };
}

describe('turnOf', () => {
  it('lets the newest speak for all that wait', () => {
    expect(turn([row(0), row(1), row(2)])).toEqual({ speaker: 2, older: [0, 1], stale: [] });
    expect(turn([row(0, { state: 'done' }), row(1)])).toEqual({ speaker: 1, older: [], stale: [] });
  });

  it('does the oldest where nobody may speak for it, and waits while it cannot be done', () => {
    expect(turn([row(0), row(1)], false)).toEqual({ speaker: 0, older: [], stale: [] });
    const putOff = row(0, { attempts: 1, dueAt: LATER });
    expect(turn([putOff, row(1)], false)).toEqual({ speaker: null, older: [], stale: [] });
  });

  it('does nothing while somebody has one of them in hand', () => {
    expect(turn([row(0, { lockedUntil: LATER }), row(1)]).speaker).toBeNull();
    expect(turn([row(0), row(1, { lockedUntil: LATER })]).speaker).toBeNull();
  });

  it('is not held up by an older one that waits for its next attempt', () => {
    const putOff = row(0, { attempts: 1, dueAt: LATER });
    expect(turn([putOff, row(1)])).toEqual({ speaker: 1, older: [0], stale: [] });
  });

  it('never does what is older than what has been done, dropped or given up', () => {
    for (const state of ['done', 'dropped', 'failed'] as const) {
      expect(turn([row(0), row(1, { state })])).toEqual({ speaker: null, older: [], stale: [0] });
      expect(turn([row(0), row(1, { state }), row(2)])).toEqual({ speaker: 2, older: [], stale: [0] });
    }
  });

  it('does all rows of one version, one after the other', () => {
    expect(turn([row(0), row(1), row(1)])).toEqual({ speaker: 1, older: [0], stale: [] });
    expect(turn([row(1, { state: 'done' }), row(1)])).toEqual({ speaker: 1, older: [], stale: [] });
  });

  it('leaves out what is for later', () => {
    expect(turn([row(0), row(1, { dueAt: LATER, since: LATER })])).toEqual({
      speaker: 0,
      older: [],
      stale: [],
    });
    expect(turn([row(0, { dueAt: LATER, since: LATER })]).speaker).toBeNull();
  });

  it('does not pass over what waits for a server that was down', () => {
    const unreached = row(0, { dueAt: LATER });
    expect(turn([unreached, row(1)])).toEqual({ speaker: 1, older: [0], stale: [] });
    expect(turn([unreached, row(1)], false).speaker).toBeNull();
  });
});
