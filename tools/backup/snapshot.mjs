import { StateHash } from './state-hash.mjs';

const BATCH = 1000;
/** How long the database keeps its history while a backup reads it, where it can be set. Seconds; the default is 300. */
const PAST = 6 * 3600;

/**
 * The collections of a database with the data to create them again. Without views and MongoDB's own collections.
 *
 * @param {import('mongodb').Db} db
 * @returns {Promise<import('./format.mjs').Content['collections']>}
 */
export async function collectionsOf(db) {
  const found = await db.listCollections({ type: 'collection' }, { nameOnly: false }).toArray();
  const names = found
    .filter(({ name }) => !name.startsWith('system.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return Promise.all(
    names.map(async ({ name, options = {} }) => {
      const indexes = await db.collection(name).indexes();
      return {
        name,
        options,
        indexes: indexes.filter((index) => index.name !== '_id_').map(withoutVersion),
      };
    }),
  );
}

/**
 * Every document as bytes, from one snapshot, regardless of concurrent writes.
 *
 * @param {import('mongodb').Db} db
 * @param {import('mongodb').ClientSession} session with `snapshot: true`
 * @param {readonly string[]} names
 * @returns {AsyncGenerator<{ collection: string, bson: Uint8Array }>}
 */
export async function* documentsOf(db, session, names) {
  for (const collection of names) {
    const cursor = db.collection(collection).find({}, { session, raw: true, batchSize: BATCH });
    for await (const document of cursor) yield { collection, bson: /** @type {any} */ (document) };
  }
}

/**
 * The state hash of the database's current content.
 *
 * @param {import('mongodb').Db} db
 * @param {readonly string[]} names
 */
export async function stateOf(db, names) {
  const hash = new StateHash();
  for (const name of names) {
    const cursor = db.collection(name).find({}, { raw: true, batchSize: BATCH });
    for await (const document of cursor) hash.add(name, /** @type {any} */ (document));
  }
  return hash.digest();
}

/**
 * Lets the database keep its history for longer while `work` reads it. A user without the right to set this has five
 * minutes.
 *
 * @template T
 * @param {import('mongodb').MongoClient} client
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLongPast(client, work) {
  const name = 'minSnapshotHistoryWindowInSeconds';
  const admin = client.db('admin');
  const before = await admin.command({ getParameter: 1, [name]: 1 }).then(
    (answer) => Number(answer[name]),
    () => undefined,
  );
  const set = (/** @type {number} */ seconds) => admin.command({ setParameter: 1, [name]: seconds });
  const isSet =
    before !== undefined &&
    before < PAST &&
    (await set(PAST).then(
      () => true,
      () => false,
    ));
  try {
    return await work();
  } finally {
    if (isSet && before !== undefined) await set(before).catch(() => undefined);
  }
}

/** @param {{ v?: number }} index whose version is chosen by the server */
function withoutVersion(index) {
  const { v, ...rest } = index;
  return v === undefined ? index : rest;
}
