import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What `npm start` and its tools keep in `DATA_DIR`; whatever else lies there is not ours to change. */
const OURS = new Set([
  'api.log',
  'api.log.1',
  'api.pid',
  'backups',
  'db',
  'instance.json',
  'jwt-secret',
  'mongod-bin',
  'mongod-key',
  'mongod-users.json',
  'mongod.json',
  'mongod.log',
]);

/**
 * Makes what is there readable by its owner alone, also what an older version left open: the database's log held parts of
 * documents.
 *
 * @param {string} dataDir
 */
export function keepPrivate(dataDir) {
  tighten(dataDir);
  for (const name of readdirSync(dataDir)) if (OURS.has(name)) tightenAll(join(dataDir, name));
}

/** @param {string} path */
function tightenAll(path) {
  if (!tighten(path)) return;
  for (const name of readdirSync(path)) tightenAll(join(path, name));
}

/**
 * Takes from others what the owner alone may do.
 *
 * @param {string} path
 * @returns {boolean} whether it is a folder
 */
function tighten(path) {
  try {
    const found = lstatSync(path);
    if (found.isSymbolicLink()) return false;
    if ((found.mode & 0o077) !== 0) chmodSync(path, found.mode & 0o700);
    return found.isDirectory();
  } catch {
    // Gone in the meantime, or another user's: then that user sees to it.
    return false;
  }
}
