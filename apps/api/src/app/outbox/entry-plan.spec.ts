import { Types } from 'mongoose';
import { planEntry } from './entry-plan';
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

/** The plan, with versions in place of ids. */
function planOf(rows: Row[], supersedes = true) {
  const { next, superseded, stale } = planEntry('e', rows, NOW, () => supersedes);
  const versionOf = (id: Types.ObjectId | null) => rows.find(({ _id }) => id?.equals(_id))?.version ?? null;
  return { next: versionOf(next), superseded: superseded.map(versionOf), stale: stale.map(versionOf) };
}

describe('planEntry', () => {
  it('chooses the newest row in place of all that wait', () => {
    expect(planOf([row(0), row(1), row(2)])).toEqual({ next: 2, superseded: [0, 1], stale: [] });
    expect(planOf([row(0, { state: 'done' }), row(1)])).toEqual({ next: 1, superseded: [], stale: [] });
  });

  it('chooses the oldest row where rows are not superseded, and waits while that row is not due', () => {
    expect(planOf([row(0), row(1)], false)).toEqual({ next: 0, superseded: [], stale: [] });
    const postponed = row(0, { attempts: 1, dueAt: LATER });
    expect(planOf([postponed, row(1)], false)).toEqual({ next: null, superseded: [], stale: [] });
  });

  it('chooses nothing while a row of the entry is claimed', () => {
    expect(planOf([row(0, { lockedUntil: LATER }), row(1)]).next).toBeNull();
    expect(planOf([row(0), row(1, { lockedUntil: LATER })]).next).toBeNull();
  });

  it('is not held up by an older row that waits for its next attempt', () => {
    const postponed = row(0, { attempts: 1, dueAt: LATER });
    expect(planOf([postponed, row(1)])).toEqual({ next: 1, superseded: [0], stale: [] });
  });

  it('never chooses a row that is older than one that is done, dropped or failed', () => {
    for (const state of ['done', 'dropped', 'failed'] as const) {
      expect(planOf([row(0), row(1, { state })])).toEqual({ next: null, superseded: [], stale: [0] });
      expect(planOf([row(0), row(1, { state }), row(2)])).toEqual({ next: 2, superseded: [], stale: [0] });
    }
  });

  it('chooses all rows of one version, one after the other', () => {
    expect(planOf([row(0), row(1), row(1)])).toEqual({ next: 1, superseded: [0], stale: [] });
    expect(planOf([row(1, { state: 'done' }), row(1)])).toEqual({ next: 1, superseded: [], stale: [] });
  });

  it('leaves out rows that are scheduled for later', () => {
    expect(planOf([row(0), row(1, { dueAt: LATER, since: LATER })])).toEqual({
      next: 0,
      superseded: [],
      stale: [],
    });
    expect(planOf([row(0, { dueAt: LATER, since: LATER })]).next).toBeNull();
  });

  it('does not skip a row that waits for a server that was down', () => {
    const unreached = row(0, { dueAt: LATER });
    expect(planOf([unreached, row(1)])).toEqual({ next: 1, superseded: [0], stale: [] });
    expect(planOf([unreached, row(1)], false).next).toBeNull();
  });
});
