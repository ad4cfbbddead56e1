import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  ensureMongodBinary,
  freePort,
  startReplicaSet,
  testDataFolder,
} from '../../../tools/mongod/index.mjs';
import { GENEROUS_LIMITS } from '../../../tools/run/generous-limits.mjs';

const ROOT = join(import.meta.dirname, '../../..');
const START_DEADLINE_MS = 60_000;

/**
 * A real mongod and the built API serving the built web app, for all specs; Playwright calls the returned function at
 * the end.
 */
export default async function startServers() {
  const log = (/** @type {string} */ line) => void process.stderr.write(`${line}\n`);
  const dbPath = testDataFolder('expertbook-e2e-');
  const binary = await ensureMongodBinary({ dataDir: process.env['DATA_DIR'] ?? join(ROOT, '.data'), log });
  const replicaSet = await startReplicaSet({ binary, dbPath, port: 0, log });
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const api = spawn(process.execPath, [join(ROOT, 'dist/apps/api/main.js')], {
    env: {
      ...process.env,
      NODE_ENV: 'development',
      MONGO_URI: replicaSet.uriOf('e2e'),
      PORT: String(port),
      PUBLIC_URL: url,
      WEB_ROOT: join(ROOT, 'dist/apps/web/browser'),
      INBOX_KEY: 'the-inbox-key-of-the-browser-tests',
      JWT_SECRET: 'a-secret-for-browser-tests-long-enough-01',
      LOG_LEVEL: 'error',
      // Calendar files of the specs are served by this machine.
      EGRESS_HTTP: 'true',
      EGRESS_ALLOW: '127.0.0.1',
      ...GENEROUS_LIMITS,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exited = new Promise((resolve) => api.once('exit', resolve));
  const stop = async () => {
    api.kill('SIGTERM');
    await exited;
    await replicaSet.stop();
    rmSync(dbPath, { recursive: true, force: true });
  };
  const deadline = Date.now() + START_DEADLINE_MS;
  while (!(await isReady(url))) {
    if (api.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error('The API did not become ready; its output is above.');
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  process.env['EXPERTBOOK_URL'] = url;
  process.env['EXPERTBOOK_REPLICA_SET'] = replicaSet.uriOf('');
  return stop;
}

/** @param {string} url */
async function isReady(url) {
  return fetch(`${url}/api/health/ready`).then(
    (answer) => answer.ok,
    () => false,
  );
}
