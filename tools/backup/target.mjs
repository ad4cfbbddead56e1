import { whereToLook } from '../mongod/where.mjs';
import { withClient } from '../mongod/driver.mjs';
import { openDatabase } from '../run/database.mjs';
import { lockInstance } from '../run/instance.mjs';
import { dataDirOf } from '../run/paths.mjs';
import { PlainError } from '../run/plain-error.mjs';

/**
 * Runs `work` on the requested database, the one of `MONGO_URI`, or that of `npm start`: the running one, or one
 * started for this.
 *
 * @template T
 * @param {string | undefined} asked
 * @param {(client: import('mongodb').MongoClient) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withTarget(asked, work) {
  const dataDir = dataDirOf();
  const uri = await whereToLook(asked, dataDir, process.env).catch((error) => {
    if (asked || process.env.MONGO_URI || !(error instanceof PlainError)) throw error;
    return null;
  });
  return uri === null ? withOwn(dataDir, work) : withClient(uri, work, { readPreference: 'primary' });
}

/**
 * The same for work that must be alone: the database of `npm start` only while that does not run.
 *
 * @template T
 * @param {string | undefined} asked
 * @param {(client: import('mongodb').MongoClient) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withIdleTarget(asked, work) {
  if (!asked && !process.env.MONGO_URI) return withOwn(dataDirOf(), work);
  const uri = await whereToLook(asked, dataDirOf(), process.env);
  return withClient(uri, work, { readPreference: 'primary' });
}

/**
 * @template T
 * @param {string} dataDir
 * @param {(client: import('mongodb').MongoClient) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withOwn(dataDir, work) {
  const unlock = lockInstance(dataDir, 'a backup or restore');
  process.once('exit', unlock);
  const database = await openDatabase(dataDir, { ...process.env, MONGO_URI: '' });
  try {
    return await withClient(await whereToLook(undefined, dataDir, {}), work, { readPreference: 'primary' });
  } finally {
    await database.stop();
    unlock();
  }
}
