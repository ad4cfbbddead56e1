import type { Connection } from 'mongoose';
import { DatabaseUnfitError } from '../database/database-unfit-error';
import type { LockTimes } from './migration-lock';
import { LOCK_TIMES, MigrationLock } from './migration-lock';
import type { Migration, MigrationPhase } from './migration';
import type { SchemaState } from './schema-state';
import { readState, recordDone, recordNew, recordProgress } from './schema-state';

/** Thrown at start when the code is too old for the database; the message says what to do. */
export class SchemaTooNewError extends DatabaseUnfitError {
  constructor({ version, minCompatible }: SchemaState, known: number) {
    super(
      `This database has been migrated to schema ${version} and needs an ExpertBook that knows schema ${minCompatible} or newer; ` +
        `this one knows ${known}. Start the newer version, or restore the backup made before the upgrade.`,
    );
    this.name = 'SchemaTooNewError';
  }
}

export interface MigrateOptions {
  /** Contract steps only when the operator has declared that no older version runs. */
  phases: readonly MigrationPhase[];
  /** Reports progress, one sentence per call. */
  report: (sentence: string) => void;
  times?: LockTimes;
}

/** Pending migrations, in order. */
export function pendingOf(migrations: readonly Migration[], state: SchemaState | null): Migration[] {
  const done = new Set(state?.applied.map(({ version }) => version));
  return migrations.filter(({ version }) => !done.has(version));
}

/** @throws SchemaTooNewError */
export function assertCompatible(migrations: readonly Migration[], state: SchemaState | null): void {
  const known = migrations.at(-1)?.version ?? 0;
  if (state && known < state.minCompatible) throw new SchemaTooNewError(state, known);
}

/**
 * Migrates the database to this version. Any number of processes may call it at once: one migrates, the others wait;
 * if it dies, another continues from the saved progress.
 * @param connection without a socket timeout
 * @throws SchemaTooNewError
 */
export async function migrate(
  connection: Connection,
  migrations: readonly Migration[],
  { phases, report, times = LOCK_TIMES }: MigrateOptions,
): Promise<void> {
  const wanted = async () => {
    const state = await readState(connection);
    assertCompatible(migrations, state);
    return pendingOf(migrations, state).filter(({ phase }) => phases.includes(phase));
  };
  if ((await wanted()).length === 0) return;
  const lock = new MigrationLock(connection, times);
  await lock.acquire(() => report('Another process migrates the database; waiting for it.'));
  try {
    for (const migration of await wanted()) await run(connection, migration, lock, report);
  } finally {
    await lock.release().catch(() => undefined);
  }
}

/** A database without data has nothing to migrate: it starts at the newest version. */
export async function recordIfNew(connection: Connection, migrations: readonly Migration[]): Promise<void> {
  const collections = await connection.getClient().db(connection.name).listCollections().toArray();
  if (collections.length === 0) await recordNew(connection, migrations);
}

async function run(
  connection: Connection,
  migration: Migration,
  lock: MigrationLock,
  report: (sentence: string) => void,
): Promise<void> {
  const { version, name } = migration;
  const before = (await readState(connection))?.progress;
  const progress = before?.version === version ? before.at : null;
  report(
    `Migration ${version} (${name}) ${progress === null ? 'begins' : 'goes on where it was interrupted'}.`,
  );
  const began = Date.now();
  await migration.up({
    connection,
    progress,
    save: async (at) => {
      await lock.renew();
      await recordProgress(connection, version, at);
    },
  });
  await lock.renew();
  await recordDone(connection, migration);
  report(`Migration ${version} (${name}) is done, in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}
