import { createRequire } from 'node:module';

/**
 * The MongoDB driver that Mongoose brings along: there must be no second one beside it. Loaded on first use, because
 * the tools also run before anything is installed.
 *
 * @returns {typeof import('mongodb')}
 */
export function loadDriver() {
  const here = createRequire(import.meta.url);
  return createRequire(here.resolve('mongoose'))('mongodb');
}

/**
 * Runs `work` with a client and closes it whatever happens.
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
