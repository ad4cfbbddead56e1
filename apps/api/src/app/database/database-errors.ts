import { mongo } from 'mongoose';

/** Codes of servers that accept no writes; the last one is `OutOfDiskSpace`. */
const NOT_ACCEPTING_WRITES = new Set([
  6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436, 14031,
]);

/**
 * Thrown, but not exported, by the driver: for the pool of a server that has just left the set, and for a first
 * connection.
 */
const UNEXPORTED = new Set(['MongoPoolClosedError', 'MongooseServerSelectionError']);

/**
 * True when the database is temporarily unavailable (no primary, network, timeout): the response is 503 instead of
 * 500.
 */
export function isDatabaseUnavailable(thrown: unknown): boolean {
  if (
    thrown instanceof mongo.MongoNetworkError ||
    thrown instanceof mongo.MongoServerSelectionError ||
    thrown instanceof mongo.MongoNotConnectedError ||
    thrown instanceof mongo.MongoOperationTimeoutError ||
    thrown instanceof mongo.MongoTopologyClosedError ||
    thrown instanceof mongo.MongoServerClosedError ||
    thrown instanceof mongo.MongoClientClosedError
  ) {
    return true;
  }
  if (thrown instanceof mongo.MongoServerError) {
    // A bulk write wraps the cause of its failure, such as a lost connection, in an error of its own.
    const inside: unknown = thrown.errorResponse;
    if (inside instanceof mongo.MongoError && inside !== thrown && isDatabaseUnavailable(inside)) return true;
    return (
      NOT_ACCEPTING_WRITES.has(Number(thrown.code)) ||
      thrown.hasErrorLabel('TransientTransactionError') ||
      thrown.hasErrorLabel('UnknownTransactionCommitResult')
    );
  }
  return thrown instanceof Error && UNEXPORTED.has(thrown.name);
}

/** True when a unique index rejected the write; `field` narrows it to an index with this field. */
export function isDuplicateKey(thrown: unknown, field?: string): boolean {
  if (!(thrown instanceof mongo.MongoServerError) || thrown.code !== 11000) return false;
  const keyPattern = (thrown as { keyPattern?: Record<string, unknown> }).keyPattern ?? {};
  return field === undefined || field in keyPattern;
}
