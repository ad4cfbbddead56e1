import type { Environment } from '../config/environment';
import { openLongRunning } from '../database/long-running-connection';
import { assertCompatible, migrate, pendingOf, recordIfNew } from './migrate';
import { MIGRATIONS } from './migrations';
import { readState } from './schema-state';

/**
 * `main.js --migrate [--status] [--contract]`: migrates without serving. `--status` only lists pending migrations;
 * `--contract` also removes what only older versions need.
 * @throws SchemaTooNewError
 */
export async function migrateCommand(
  { mongoUri }: Pick<Environment, 'mongoUri'>,
  parameters: readonly string[],
  report: (sentence: string) => void,
): Promise<void> {
  const connection = await openLongRunning(mongoUri);
  try {
    const isAsked = parameters.includes('--status');
    const withContract = parameters.includes('--contract');
    if (!isAsked) {
      await recordIfNew(connection, MIGRATIONS);
      await migrate(connection, MIGRATIONS, {
        phases: withContract ? ['expand', 'contract'] : ['expand'],
        report,
      });
    }
    const state = await readState(connection);
    assertCompatible(MIGRATIONS, state);
    const pending = pendingOf(MIGRATIONS, state);
    report(`The database has schema ${state?.version ?? 0}; this version knows ${MIGRATIONS.length}.`);
    for (const { version, name, phase } of pending) {
      const how = phase === 'expand' ? 'is done at start' : 'waits for "npm run migrate -- --contract"';
      report(`Migration ${version} (${name}, ${phase}) ${how}.`);
    }
  } finally {
    await connection.close();
  }
}
