/**
 * `npm run openapi`: writes `docs/openapi.json` from the description of the built API. Needs a MongoDB only because
 * the API does not start without one; it uses a temporary one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureMongodBinary, startReplicaSet } from './mongod/index.mjs';
import { run } from './run/command.mjs';
import { ensureBuilt } from './run/build.mjs';
import { ending } from './run/ending.mjs';
import { quietEnvironment } from './run/environment.mjs';
import { ensureInstalled } from './run/install.mjs';
import { API_MAIN, dataDirOf, ROOT } from './run/paths.mjs';
import { explain } from './run/plain-error.mjs';
import { printLine, step } from './run/terminal.mjs';

const FILE = join(ROOT, 'docs', 'openapi.json');
const end = ending();

await end.after(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'expertbook-openapi-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const set = await step('Starting MongoDB', async (note) => {
    const binary = await ensureMongodBinary({ dataDir: dataDirOf(), log: note });
    return startReplicaSet({ binary, dbPath: join(folder, 'db'), log: note });
  });
  end.also('database', set.stop);
  await step('Writing docs/openapi.json', async () => {
    const env = { ...quietEnvironment(), NODE_ENV: 'development', MONGO_URI: set.uriOf('openapi') };
    const { code, tail } = await run(process.execPath, [API_MAIN, '--openapi', FILE], { env });
    if (code !== 0)
      throw explain(new Error(`the API ended with code ${code}`), 'Writing docs/openapi.json', tail);
  });
  printLine(`  ${FILE}`);
});
