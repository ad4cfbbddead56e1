import type { Connection, mongo } from 'mongoose';
import type { Migration, Progress } from './migration';

const COLLECTION = 'schema_version';
const STATE = 'state';

/** The stored version of the schema. */
export interface SchemaState {
  _id: string;
  /** The newest completed migration. */
  version: number;
  /** Code with only older migrations than this must not run. */
  minCompatible: number;
  /** All completed migrations, oldest first. */
  applied: { version: number; name: string; at: Date }[];
  /** Of the migration that runs or was interrupted. */
  progress?: { version: number; at: Progress };
}

/** Two documents: the state of the schema, and the lock of migrations. */
export function schemaCollection(connection: Connection): mongo.Collection<SchemaState> {
  return connection.getClient().db(connection.name).collection<SchemaState>(COLLECTION);
}

/** Null in a database without a schema version. */
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

/** Records a migration as completed. */
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

/** Records the progress of a migration. */
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

/** Two processes that start at the same time insert the same document. */
export function ignoreDuplicate(error: unknown): void {
  const CODE_DUPLICATE_KEY = 11_000;
  if ((error as { code?: unknown }).code !== CODE_DUPLICATE_KEY) throw error;
}
