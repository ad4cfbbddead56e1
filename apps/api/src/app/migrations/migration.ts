import type { Connection } from 'mongoose';

/**
 * `expand` adds what a newer version reads or writes and keeps what the previous version needs, so that both may run:
 * done at start. `contract` removes what only older versions need: done by `npm run migrate -- --contract`, once none
 * of them runs.
 */
export type MigrationPhase = 'expand' | 'contract';

/** Progress of a migration, as a BSON value. */
export type Progress = string | number | Date | null;

export interface MigrationContext {
  /** Without a socket timeout: one step may take longer than any request. */
  readonly connection: Connection;
  /** The last saved progress, also of a process that died; null at first. */
  readonly progress: Progress;
  /**
   * Saves the progress; call it after each batch.
   * @throws MigrationLockLost when another process has taken over
   */
  save(progress: Progress): Promise<void>;
}

/**
 * One step of the stored data from a version to the next. It reads and writes raw documents without a schema, because
 * schemas change later. It must be safe to repeat, and safe while the previous version takes bookings.
 */
export interface Migration {
  /** Counts from 1 without gaps. */
  readonly version: number;
  /** Words with hyphens, for logs. */
  readonly name: string;
  readonly phase: MigrationPhase;
  /** Only for `contract`: the oldest version of the code that still works afterwards. */
  readonly minCompatible?: number;
  up(context: MigrationContext): Promise<void>;
}
