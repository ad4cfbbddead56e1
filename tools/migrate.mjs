/**
 * `npm run migrate [-- --uri mongodb://…] [--status] [--contract]`: migrates the stored data to this version, as a
 * start of the API does. `--status` only lists pending migrations; `--contract` also removes what older versions
 * need: only when none of them runs any more.
 */
import { parseArgs } from 'node:util';

import { whereToLook } from './mongod/where.mjs';
import { run } from './run/command.mjs';
import { ensureBuilt } from './run/build.mjs';
import { loadEnvFile } from './run/environment.mjs';
import { ensureInstalled } from './run/install.mjs';
import { API_MAIN, dataDirOf } from './run/paths.mjs';
import { PlainError } from './run/plain-error.mjs';

const FLAGS = /** @type {const} */ (['status', 'contract']);

process.exitCode = await main().catch((error) => {
  if (!(error instanceof PlainError)) throw error;
  process.stderr.write(`migrate cannot run: ${error.message}\n`);
  return 1;
});

async function main() {
  const { values } = parseArgs({
    options: {
      uri: { type: 'string' },
      status: { type: 'boolean', default: false },
      contract: { type: 'boolean', default: false },
    },
  });
  loadEnvFile();
  const MONGO_URI = await whereToLook(values.uri, dataDirOf(), process.env);
  await ensureInstalled();
  await ensureBuilt();
  const flags = FLAGS.filter((flag) => values[flag]).map((flag) => `--${flag}`);
  const env = { ...process.env, MONGO_URI };
  const { code } = await run(process.execPath, [API_MAIN, '--migrate', ...flags], { env, show: true });
  return code;
}
