import type { Connection, Model } from 'mongoose';
import { mongo } from 'mongoose';
import { CLAIM_INDEX } from '../calendars/booking-indexes';
import { BookingRecord } from '../calendars/booking.schema';
import { DatabaseUnfitError } from '../database/database-unfit-error';
import { findOverlaps } from '../calendars/overlaps';

const NAMED_OVERLAPS = 5;
const CODE_DUPLICATE_KEY = 11_000;
const CODE_INDEX_CONFLICTS = new Set([85, 86]);

type Indexed = Pick<Model<unknown>, 'modelName' | 'schema' | 'collection'>;

/** The models whose collection or indexes differ from what this version needs. */
export async function incompleteModels(connection: Connection): Promise<Indexed[]> {
  const models = Object.values(connection.models);
  const complete = await Promise.all(models.map(hasAllIndexes));
  return models.filter((_model, i) => !complete[i]);
}

/**
 * Builds missing collections and indexes.
 * @param builder without a socket timeout: an index over a large collection takes longer than any request
 * @throws DatabaseUnfitError with the index that cannot be built, and what to do
 */
export async function buildIndexes(builder: Connection, models: readonly Indexed[]): Promise<void> {
  for (const { collection, modelName, schema } of models) {
    const { collectionName } = collection;
    await builder.createCollection(collectionName).catch(ignoreExisting);
    for (const [key, options] of schema.indexes()) {
      await builder
        .collection(collectionName)
        .createIndex(key as mongo.IndexSpecification, plain(options))
        .catch((error: unknown) => explain(error, builder, { collectionName, modelName, key, options }));
    }
  }
}

/** @throws DatabaseUnfitError unless the index exists that makes overlaps impossible */
export async function requireClaimIndex(connection: Connection): Promise<void> {
  const indexes = await connection.collection('bookings').indexes();
  const index = indexes.find(({ name }) => name === CLAIM_INDEX.name);
  const right =
    index?.unique === true &&
    JSON.stringify(index.key) === JSON.stringify(CLAIM_INDEX.key) &&
    JSON.stringify(index.partialFilterExpression) === JSON.stringify(CLAIM_INDEX.partialFilterExpression);
  if (!right) {
    throw new DatabaseUnfitError(
      `The index "${CLAIM_INDEX.name}" on "bookings" is missing or not the one needed.`,
    );
  }
}

interface Wanted {
  collectionName: string;
  modelName: string;
  key: object;
  options: object;
}

async function explain(error: unknown, connection: Connection, wanted: Wanted): Promise<never> {
  if (!(error instanceof mongo.MongoServerError)) throw error;
  const { collectionName, key, options } = wanted;
  const name = plain(options).name ?? nameOf(key);
  if (CODE_INDEX_CONFLICTS.has(Number(error.code))) {
    const there = await conflictingIndex(connection, wanted, name);
    throw new DatabaseUnfitError(
      `The collection "${collectionName}" has another index in the place of "${name}"${there}; ` +
        `this version needs ${described(key, plain(options))}. Drop that index and start again.`,
    );
  }
  if (error.code !== CODE_DUPLICATE_KEY) throw error;
  if (name !== CLAIM_INDEX.name || wanted.modelName !== BookingRecord.name) {
    throw new DatabaseUnfitError(
      `Documents in "${collectionName}" have the same ${Object.keys(key).join(', ')}, so the unique index "${name}" cannot be ` +
        'built. Change or remove one of each, then start again.',
    );
  }
  const overlaps = await findOverlaps(connection, NAMED_OVERLAPS);
  const named = overlaps.map(([a, b]) => `  - ${claimOf(a)} overlaps ${claimOf(b)}`).join('\n');
  throw new DatabaseUnfitError(
    `Bookings in the database overlap, so the index "${CLAIM_INDEX.name}" cannot be built and nobody may book:\n${named}\n` +
      'Cancel one of each pair (set live to false), then start again.',
  );
}

/** Names the existing index with the same name or keys but other options. */
async function conflictingIndex(connection: Connection, wanted: Wanted, name: string): Promise<string> {
  const indexes = await connection.collection(wanted.collectionName).indexes();
  const found =
    indexes.find((index) => index.name === name) ??
    indexes.find((index) => JSON.stringify(index.key) === JSON.stringify(wanted.key));
  return found ? `: "${found.name}", ${described(found.key, found)}` : '';
}

function described(key: object, options: mongo.CreateIndexesOptions): string {
  const { unique, sparse, expireAfterSeconds, partialFilterExpression } = options;
  return JSON.stringify({ key, unique, sparse, expireAfterSeconds, partialFilterExpression });
}

/** The default name of an index in MongoDB. */
function nameOf(key: object): string {
  return Object.entries(key).flat().join('_');
}

/** Whether the database has the model's collection with exactly its indexes, so that the start need not create them. */
async function hasAllIndexes(model: Indexed): Promise<boolean> {
  const wanted = model.schema.indexes();
  const there = await model.collection.indexes().catch(notThere);
  if (!there) return false;
  return wanted.every(([key, options]) => {
    const { name } = plain(options);
    const facts = described(key, plain(options));
    return there.some(
      (index) => (name === undefined || index.name === name) && facts === described(index.key, index),
    );
  });
}

function notThere(error: unknown): null {
  const CODE_NAMESPACE_NOT_FOUND = 26;
  if (error instanceof mongo.MongoServerError && error.code === CODE_NAMESPACE_NOT_FOUND) return null;
  throw error;
}

function plain(options: object): mongo.CreateIndexesOptions {
  const { background: _background, ...rest } = options as mongo.CreateIndexesOptions;
  return rest;
}

function ignoreExisting(error: unknown): void {
  const CODE_NAMESPACE_EXISTS = 48;
  if (!(error instanceof mongo.MongoServerError && error.code === CODE_NAMESPACE_EXISTS)) throw error;
}

function claimOf(claim: { _id: unknown; padStart: Date; padEnd: Date }): string {
  return `${String(claim._id)} (${claim.padStart.toISOString()} to ${claim.padEnd.toISOString()})`;
}
