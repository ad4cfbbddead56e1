import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Content of `DATA_DIR` from `npm start` and its tests; other files in it are not changed. */
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
 * Makes existing files readable by their owner only, also those that an older version left open: the database's log
 * contained parts of documents.
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
 * Removes the permissions of group and others.
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
    // Removed in the meantime, or owned by another user, who is responsible for it.
    return false;
  }
}
