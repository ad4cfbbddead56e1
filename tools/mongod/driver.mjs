import { createRequire } from 'node:module';

/**
 * The MongoDB driver of Mongoose, so that there is no second one. Loaded on first use, because the tools also run
 * before anything is installed.
 *
 * @returns {typeof import('mongodb')}
 */
export function loadDriver() {
  const here = createRequire(import.meta.url);
  return createRequire(here.resolve('mongoose'))('mongodb');
}

/**
 * Runs `work` with a client and always closes it.
 *
 * @template T
 * @param {string} uri
 * @param {(client: import('mongodb').MongoClient) => Promise<T>} work
 * @param {import('mongodb').MongoClientOptions} [options]
 * @returns {Promise<T>}
 */
export async function withClient(uri, work, options = {}) {
  const { MongoClient } = loadDriver();
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 5000, ...options });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
