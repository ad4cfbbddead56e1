import type { Connection, mongo } from 'mongoose';
import type { Migration, Progress } from './migration';

const COLLECTION = 'schema_version';
const STATE = 'state';

/** What the database says of itself. */
export interface SchemaState {
  _id: string;
  /** The newest migration done. */
  version: number;
  /** Code that knows no migration as new as this must not run. */
  minCompatible: number;
  /** Of all that are done, oldest first. */
  applied: { version: number; name: string; at: Date }[];
  /** Of the one at work, or of one that was interrupted. */
  progress?: { version: number; at: Progress };
}

/** The one document about the schema, and the one about who migrates. */
export function schemaCollection(connection: Connection): mongo.Collection<SchemaState> {
  return connection.getClient().db(connection.name).collection<SchemaState>(COLLECTION);
}

/** Null in a database that no migrating version has seen. */
export function readState(connection: Connection): Promise<SchemaState | null> {
  return schemaCollection(connection).findOne({ _id: STATE });
}

/** A database without data has nothing to migrate. */
export async function recordNew(connection: Connection, migrations: readonly Migration[]): Promise<void> {
  const at = new Date();
  const applied = migrations.map(({ version, name }) => ({ version, name, at }));
  const state = { version: migrations.at(-1)?.version ?? 0, minCompatible: 0, applied };
  await schemaCollection(connection)
    .updateOne({ _id: STATE }, { $setOnInsert: state }, { upsert: true })
    .catch(ignoreDuplicate);
}

/** Notes a migration as done. */
export async function recordDone(connection: Connection, migration: Migration): Promise<void> {
  const { version, name, minCompatible = 0 } = migration;
  await schemaCollection(connection).updateOne(
    { _id: STATE },
    {
      $max: { version, minCompatible },
      $push: { applied: { version, name, at: new Date() } },
      $unset: { progress: 1 },
    },
    { upsert: true },
  );
}

/** Notes how far a migration has come. */
export async function recordProgress(connection: Connection, version: number, at: Progress): Promise<void> {
  await schemaCollection(connection).updateOne(
    { _id: STATE },
    {
      $set: { progress: { version, at } },
      $setOnInsert: { version: 0, minCompatible: 0, applied: [] },
    },
    { upsert: true },
  );
}

/** Two processes that begin at once insert the same. */
export function ignoreDuplicate(error: unknown): void {
  const CODE_DUPLICATE_KEY = 11_000;
  if ((error as { code?: unknown }).code !== CODE_DUPLICATE_KEY) throw error;
}
