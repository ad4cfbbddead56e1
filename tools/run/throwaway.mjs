import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureMongodBinary, freePort, startReplicaSet } from '../mongod/index.mjs';
import { startApi, untilReady } from './api.mjs';
import { quietEnvironment } from './environment.mjs';
import { dataDirOf, WEB_ROOT } from './paths.mjs';
import { GENEROUS_LIMITS } from './generous-limits.mjs';

/**
 * Starts the built API, serving the built web app, on an empty database and a free port. All of it is removed when
 * the tool ends.
 *
 * @param {{ also: (name: string, stop: () => unknown) => void }} end see `ending.mjs`
 * @param {object} [options]
 * @param {(text: string) => void} [options.note] shows progress
 * @param {NodeJS.ProcessEnv} [options.env] additional variables; `WEB_ROOT` serves another build
 * @returns {Promise<{ url: string }>} ready; without a trailing slash
 */
export async function startThrowaway(end, { note = () => {}, env = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'expertbook-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const binary = await ensureMongodBinary({ dataDir: dataDirOf(), log: note });
  const set = await startReplicaSet({ binary, dbPath: join(folder, 'db'), log: note });
  end.also('database', set.stop);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  note('API');
  const api = startApi({
    env: {
      ...quietEnvironment(),
      NODE_ENV: 'development',
      MONGO_URI: set.uriOf('throwaway'),
      PORT: String(port),
      PUBLIC_URL: url,
      WEB_ROOT,
      JWT_SECRET: 'only-for-this-run-and-gone-with-it-0123456789',
      ...GENEROUS_LIMITS,
      ...env,
    },
    logFile: join(folder, 'api.log'),
  });
  end.also('API', api.stop);
  await untilReady(api, url);
  return { url };
}
