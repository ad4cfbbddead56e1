import { loadDriver } from '../mongod/driver.mjs';
import { PlainError } from '../run/plain-error.mjs';

const BATCH = { documents: 1000, bytes: 8 * 1024 * 1024 };
const WRITE_CONCERN = /** @type {const} */ ({ w: 'majority', j: true });
/** The written bytes are exactly those that were read. */
const AS_IT_IS = { promoteValues: false, promoteBuffers: false, promoteLongs: false, bsonRegExp: true };
const [UNAUTHORIZED, NOT_THERE] = [13, 26];

/**
 * @param {import('mongodb').MongoClient} client
 * @param {import('mongodb').Db} db
 * @param {boolean} mayReplace
 * @throws {PlainError} when an API uses the database, or there is something in it that may not be replaced
 */
export async function refuseUsed(client, db, mayReplace) {
  if (await hasApi(client, db)) {
    throw new PlainError(
      `The database "${db.databaseName}" is in use: an API runs on it.`,
      'Stop every API process first.',
    );
  }
  if (mayReplace) return;
  for (const { name } of await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray()) {
    if (name.startsWith('system.') || !(await db.collection(name).findOne({}, { projection: { _id: 1 } })))
      continue;
    throw new PlainError(
      `The database "${db.databaseName}" is not empty (${name}).`,
      'Name an empty one, or add --replace to lose what is in it.',
    );
  }
}

/**
 * Every API process has a change stream, which is a permanently open cursor. A user without the right to see the
 * operations of others finds none.
 *
 * @param {import('mongodb').MongoClient} client
 * @param {import('mongodb').Db} db
 */
async function hasApi(client, db) {
  const stages = [
    { $currentOp: { allUsers: true, idleCursors: true } },
    {
      $match: {
        ns: `${db.databaseName}.calendars`,
        'cursor.originatingCommand.pipeline.0.$changeStream': { $exists: true },
      },
    },
    { $limit: 1 },
  ];
  try {
    return (await client.db('admin').aggregate(stages).toArray()).length > 0;
  } catch (error) {
    if (/** @type {{ code?: number }} */ (error).code === UNAUTHORIZED) return false;
    throw error;
  }
}

/**
 * Drops every collection, because a database may have users and rights that must stay. @param {import('mongodb').Db}
 * db
 */
export async function emptied(db) {
  for (const { name } of await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray())
    if (!name.startsWith('system.')) await db.collection(name).drop({ writeConcern: WRITE_CONCERN });
}

/**
 * Writes documents in batches, in collections with the options they had.
 *
 * @param {import('mongodb').Db} db
 * @param {import('./format.mjs').Content['collections']} collections
 */
export function writer(db, collections) {
  const { BSON } = loadDriver();
  /** @type {{ collection: string, documents: import('mongodb').Document[], bytes: number }} */
  let batch = { collection: '', documents: [], bytes: 0 };
  let isFirst = true;
  const flush = async () => {
    const { collection, documents } = batch;
    batch = { collection: '', documents: [], bytes: 0 };
    if (documents.length > 0)
      await db.collection(collection).insertMany(documents, { ordered: true, writeConcern: WRITE_CONCERN });
  };
  const prepare = async () => {
    isFirst = false;
    for (const { name, options } of collections) {
      // Collections that the empty database had already are created again, without indexes that expire documents
      // meanwhile.
      await db.collection(name).drop().catch(unlessMissing);
      await db.createCollection(name, { ...options, writeConcern: WRITE_CONCERN });
    }
  };
  return {
    /**
     * @param {string} collection
     * @param {Buffer} bson
     */
    async add(collection, bson) {
      if (isFirst) await prepare();
      const isFull = batch.documents.length >= BATCH.documents || batch.bytes + bson.length > BATCH.bytes;
      if (batch.collection !== collection || isFull) await flush();
      batch.collection = collection;
      batch.documents.push(BSON.deserialize(bson, AS_IT_IS));
      batch.bytes += bson.length;
    },
    async end() {
      if (isFirst) await prepare();
      await flush();
    },
  };
}

/**
 * @param {import('mongodb').Db} db
 * @param {import('./format.mjs').Content['collections']} collections
 */
export async function writeIndexes(db, collections) {
  for (const { name, indexes } of collections) {
    if (indexes.length > 0)
      await db.collection(name, { writeConcern: WRITE_CONCERN }).createIndexes(/** @type {any} */ (indexes));
  }
}

/** @param {unknown} error */
function unlessMissing(error) {
  if (/** @type {{ code?: number }} */ (error).code !== NOT_THERE) throw error;
}
