import type { Connection } from 'mongoose';

/**
 * `expand` adds what a newer version reads or writes and leaves in place what the version before needs, so that both may run:
 * done at start. `contract` removes what only older versions need: done by `npm run migrate -- --contract`, once none runs.
 */
export type MigrationPhase = 'expand' | 'contract';

/** Where a migration left off, as BSON can hold it. */
export type Progress = string | number | Date | null;

export interface MigrationContext {
  /** Without a socket timeout: one step may take longer than any request. */
  readonly connection: Connection;
  /** The last saved progress, also of a process that died during the migration; null at first. */
  readonly progress: Progress;
  /**
   * Notes how far it has come; call it after each batch.
   * @throws MigrationLockLost when another process has taken over
   */
  save(progress: Progress): Promise<void>;
}

/**
 * One step of the stored data from a version to the next. It reads and writes raw documents and knows no schema, because
 * schemas change after it. What it does must be harmless when done twice, and while the version before books.
 */
export interface Migration {
  /** Counts up from 1 without a gap. */
  readonly version: number;
  /** Words with hyphens, for logs. */
  readonly name: string;
  readonly phase: MigrationPhase;
  /** Only for `contract`: the oldest version of the code that still works afterwards. */
  readonly minCompatible?: number;
  up(context: MigrationContext): Promise<void>;
}
