import { mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system in memory, where the operating system has one. */
const IN_MEMORY = '/dev/shm';
/** Folder of temporary files by default. */
const USUAL = '/tmp';
/** The databases of a whole run take less than a fifth of it. */
const NEEDED_BYTES = 4 * 1024 ** 3;

/**
 * A new empty folder for the data of a database that lives as long as its tests: in memory where there is enough of
 * it, which saves a fifth of the time, because every write waits for its journal; otherwise in the folder for
 * temporary files, also where `TMPDIR` is set.
 *
 * @param {string} prefix of the folder's name
 * @param {object} [facts] the machine's, for tests
 * @param {string} [facts.inMemory] mount point of a file system in memory
 * @param {number} [facts.availableBytes] memory that programs may still take
 * @param {string} [facts.temporary] folder of temporary files
 * @returns {string} its absolute path
 */
export function testDataFolder(prefix, facts = {}) {
  const {
    inMemory = IN_MEMORY,
    availableBytes = process.availableMemory?.() ?? 0,
    temporary = tmpdir(),
  } = facts;
  const room = Math.min(availableBytes, freeBytes(inMemory));
  return mkdtempSync(join(temporary === USUAL && room >= NEEDED_BYTES ? inMemory : temporary, prefix));
}

/** @param {string} folder */
function freeBytes(folder) {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
