import type { OnModuleInit } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { stderr } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection, Model } from 'mongoose';
import mongoose, { mongo } from 'mongoose';
import { BookingRecord, CLAIM_INDEX } from '../bookings/booking.schema';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { CONNECTION_OPTIONS } from './connection-options';
import { findOverlaps } from './overlaps';

/** Thrown at boot when the database cannot keep the promise; the message says what to do. */
export class DatabaseUnfitError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DatabaseUnfitError';
  }
}

const HOW_TO_HAVE_TRANSACTIONS =
  'Start mongod with --replSet rs0 and run rs.initiate() once, or leave MONGO_URI unset and use `npm start`.';
const PATIENCE_MS = 20_000;
const PAUSE_MS = 250;
const NAMED_OVERLAPS = 5;
const CODE_DUPLICATE_KEY = 11_000;
const CODE_INDEX_CONFLICTS = new Set([85, 86]);

/** Refuses to start on a database without transactions or without the index that makes overlaps impossible. */
@Injectable()
export class DatabaseGuard implements OnModuleInit {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.connect();
    await this.requireReplicaSet();
    await this.buildIndexes();
    await this.requireClaimIndex();
  }

  /**
   * Databases and APIs are often started together, and a machine that starts things is busy: one that is not there yet is
   * asked again for a while.
   */
  private async connect(): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    for (let connecting: Promise<unknown> = this.connection.asPromise(); ;) {
      try {
        await connecting;
        return;
      } catch (error) {
        const isAway = error instanceof Error && /ServerSelection|Network/.test(error.name);
        if (!isAway) throw error;
        refuseStandalone(error);
        if (Date.now() > deadline) throw error;
        // The log is written only once the application stands.
        stderr.write('MongoDB does not answer yet; asking again.\n');
        await sleep(PAUSE_MS);
        connecting = this.connection.openUri(this.environment.mongoUri, { ...CONNECTION_OPTIONS });
      }
    }
  }

  private async requireReplicaSet(): Promise<void> {
    const hello = await this.connection.getClient().db('admin').command({ hello: 1 });
    if (hello['setName'] || hello['msg'] === 'isdbgrid') return;
    throw new DatabaseUnfitError(
      `This MongoDB is a standalone server without transactions, which bookings need. ${HOW_TO_HAVE_TRANSACTIONS}`,
    );
  }

  /** On a connection without a socket timeout: an index over a large collection takes longer than any request may. */
  private async buildIndexes(): Promise<void> {
    const complete = await Promise.all(Object.values(this.connection.models).map(hasAllIndexes));
    const incomplete = Object.values(this.connection.models).filter((_model, i) => !complete[i]);
    if (incomplete.length === 0) return;
    const builder = await mongoose
      .createConnection(this.environment.mongoUri, {
        ...CONNECTION_OPTIONS,
        socketTimeoutMS: 0,
        maxPoolSize: 2,
      })
      .asPromise();
    try {
      for (const model of incomplete) {
        const collection = builder.collection(model.collection.collectionName);
        await builder.createCollection(model.collection.collectionName).catch(ignoreExisting);
        for (const [key, options] of model.schema.indexes()) {
          await collection
            .createIndex(key as mongo.IndexSpecification, plain(options))
            .catch((error: unknown) => {
              if (model.modelName === BookingRecord.name) return this.explain(error);
              throw error;
            });
        }
      }
    } finally {
      await builder.close();
    }
  }

  private async explain(error: unknown): Promise<never> {
    if (!(error instanceof mongo.MongoServerError)) throw error;
    if (CODE_INDEX_CONFLICTS.has(Number(error.code))) {
      throw new DatabaseUnfitError(
        `The collection "bookings" has another index in the place of "${CLAIM_INDEX.name}". Drop that index and start again.`,
      );
    }
    if (error.code !== CODE_DUPLICATE_KEY) throw error;
    const overlaps = await findOverlaps(this.connection, NAMED_OVERLAPS);
    const named = overlaps.map(([a, b]) => `  - ${describe(a)} overlaps ${describe(b)}`).join('\n');
    throw new DatabaseUnfitError(
      `Bookings in the database overlap, so the index "${CLAIM_INDEX.name}" cannot be built and nobody may book:\n${named}\n` +
        'Cancel one of each pair (set live to false), then start again.',
    );
  }

  private async requireClaimIndex(): Promise<void> {
    const indexes = await this.connection.collection('bookings').indexes();
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
}

/** A server that answers but is in no replica set, or in none yet, looks to the driver like one that is not there. */
function refuseStandalone(error: Error): void {
  const { type, setName, servers } = (error as { reason?: Partial<mongo.TopologyDescription> }).reason ?? {};
  const found = [...(servers?.values() ?? [])];
  const uninitiated = found.length > 0 && found.every((server) => server.type === 'RSGhost');
  if (type !== 'ReplicaSetNoPrimary' || (found.length > 0 && !uninitiated)) return;
  throw new DatabaseUnfitError(
    `This MongoDB is not in the replica set "${setName ?? ''}" that MONGO_URI asks for: ${
      uninitiated ? 'its set has not been initiated' : 'it is a standalone server or in another set'
    }. Bookings need the transactions of one. ${HOW_TO_HAVE_TRANSACTIONS}`,
  );
}

/** Whether the database has the model's collection with every index just as it should be: then a start need not make them one by one. */
async function hasAllIndexes(model: Model<unknown>): Promise<boolean> {
  const wanted = model.schema.indexes();
  const there = await model.collection.indexes().catch(notThere);
  if (!there) return false;
  return wanted.every(([key, options]) => {
    const { name, unique, sparse, expireAfterSeconds, partialFilterExpression } = plain(options);
    const facts = JSON.stringify([key, unique, sparse, expireAfterSeconds, partialFilterExpression]);
    return there.some(
      (index) =>
        (name === undefined || index.name === name) &&
        facts ===
          JSON.stringify([
            index.key,
            index.unique,
            index.sparse,
            index['expireAfterSeconds'],
            index['partialFilterExpression'],
          ]),
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

function describe(claim: { _id: unknown; padStart: Date; padEnd: Date }): string {
  return `${String(claim._id)} (${claim.padStart.toISOString()} to ${claim.padEnd.toISOString()})`;
}
