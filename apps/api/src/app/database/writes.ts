import type { ClientSession, Collection, mongo } from 'mongoose';

/** One operation of a bulk write. */
export type Operation = mongo.AnyBulkWriteOperation;

/** The writes of one transaction. */
export interface Writes {
  /**
   * Does the operations in their order, now or before the transaction commits. With `missed`, each operation has to
   * match a document; otherwise the error that `missed` creates is thrown and the transaction is aborted.
   */
  write(collection: Collection, operations: readonly Operation[], missed?: () => Error): Promise<void>;
}

/** Writes immediately, in the transaction of `session`. */
export class SessionWrites implements Writes {
  constructor(readonly session: ClientSession) {}

  async write(collection: Collection, operations: readonly Operation[], missed?: () => Error): Promise<void> {
    const { session } = this;
    const [only] = operations;
    if (!only) return;
    if (operations.length === 1 && 'insertOne' in only) {
      // Unlike that of a bulk write, this error names the unique index.
      await collection.insertOne(only.insertOne.document, { session });
      return;
    }
    const { matchedCount } = await collection.bulkWrite([...operations], { session, ordered: true });
    if (missed && matchedCount < operations.length) throw missed();
  }
}

/** Writes immediately and outside of any transaction, for operations that are safe to repeat. */
export class DirectWrites implements Writes {
  async write(collection: Collection, operations: readonly Operation[], missed?: () => Error): Promise<void> {
    if (operations.length === 0) return;
    const { matchedCount } = await collection.bulkWrite([...operations], { ordered: true });
    if (missed && matchedCount < operations.length) throw missed();
  }
}
