import { StateHash } from './state-hash.mjs';

const BATCH = 1000;
/** How long the database keeps its past while a backup reads it, where it may be told. Seconds; its own default is 300. */
const PAST = 6 * 3600;

/**
 * The collections of a database with what is needed to make them again. Without views and what MongoDB keeps for itself.
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
 * Every document as its bytes, all of one moment, whatever is written meanwhile.
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
 * The state hash of what is in the database now.
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
 * Has the database keep its past for longer while `work` reads it. A user who may not say so has five minutes.
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

/** @param {{ v?: number }} index whose version is the server's own to choose */
function withoutVersion(index) {
  const { v, ...rest } = index;
  return v === undefined ? index : rest;
}
