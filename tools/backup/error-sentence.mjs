import { PlainError } from '../run/plain-error.mjs';

const [SNAPSHOT_TOO_OLD, NO_REPLICA_SET, UNAUTHORIZED, LOGIN_FAILED] = [239, 123, 13, 18];

/**
 * @param {unknown} error
 * @returns {string} one sentence and what to do; never an address, which may contain a password, nor a part of a
 * document
 */
export function toSentence(error) {
  if (error instanceof PlainError) return error.message;
  const { name, code, message } = /** @type {{ name?: string, code?: unknown, message?: string }} */ (error);
  if (code === 'MODULE_NOT_FOUND') return 'The packages are not installed. Run "npm ci" first.';
  if (code === SNAPSHOT_TOO_OLD)
    return 'It took longer than the database keeps its past. Start mongod with --setParameter minSnapshotHistoryWindowInSeconds=3600.';
  if (code === UNAUTHORIZED || code === LOGIN_FAILED)
    return 'The database refuses this user. A backup needs to read, a restore readWrite and dbAdmin.';
  if (code === NO_REPLICA_SET || code === 246)
    return 'This MongoDB is in no replica set, as ExpertBook needs.';
  if (code === 'ENOSPC') return 'The disk is full. Free some space, or name a file elsewhere with --out.';
  if (code === 'EACCES' || code === 'EPERM')
    return 'The file may not be written or read. Run it as the user who owns its folder.';
  if (code === 'ENOENT') return 'There is no such file.';
  if (name === 'MongoServerSelectionError' || name === 'MongoNetworkError')
    return 'The database does not answer. Check the address and that it runs.';
  if (String(code).startsWith('ERR_PARSE_ARGS')) return String(message);
  return `${name ?? 'An error'} ${code ?? ''}.`;
}
