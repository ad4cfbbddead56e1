import { mongo } from 'mongoose';
import { channel } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDatabaseUnavailable } from '../database/database-errors';

const AGAIN_MS = 50;
/** Reports that the database has acknowledged a transaction, to measurements within this process. */
const committed = channel('expertbook.committed');

/** All or nothing, at one snapshot, and durable on a majority before it is acknowledged. */
export const TRANSACTION_OPTIONS = {
  readConcern: { level: 'snapshot' },
  readPreference: 'primary',
  writeConcern: { w: 'majority', j: true },
} as const;

/**
 * Commits, and repeats while the outcome is unknown: a commit is idempotent, and giving up could lose an acknowledged
 * write.
 * @param deadline epoch milliseconds
 * @throws the driver's errors; see {@link mayHaveCommitted}
 */
export async function commit(session: mongo.ClientSession, deadline: number): Promise<void> {
  for (;;) {
    try {
      await session.commitTransaction();
      committed.publish({});
      return;
    } catch (error) {
      if (!mayHaveCommitted(error) || Date.now() >= deadline) throw error;
      await sleep(AGAIN_MS);
    }
  }
}

/**
 * Whether, after this error, the commit may have happened. The driver does not label every lost connection; only
 * "transient" guarantees that nothing was committed.
 */
export function mayHaveCommitted(error: unknown): boolean {
  return (
    error instanceof mongo.MongoError &&
    (error.hasErrorLabel('UnknownTransactionCommitResult') ||
      (isDatabaseUnavailable(error) && !error.hasErrorLabel('TransientTransactionError')))
  );
}
