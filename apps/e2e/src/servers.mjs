import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureMongodBinary, freePort, startReplicaSet } from '../../../tools/mongod/index.mjs';

const ROOT = join(import.meta.dirname, '../../..');
const GENEROUS = '1000000';
const START_DEADLINE_MS = 60_000;

/** A real mongod and the built API serving the built web app, for all specs; Playwright calls what it returns at the end. */
export default async function startServers() {
  const log = (/** @type {string} */ line) => void process.stderr.write(`${line}\n`);
  const dbPath = mkdtempSync(join(tmpdir(), 'expertbook-e2e-'));
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
      RATE_LIMIT: GENEROUS,
      RATE_LIMIT_WRITES: GENEROUS,
      RATE_LIMIT_SIGN_IN: GENEROUS,
      REGISTRATIONS_PER_NETWORK: GENEROUS,
      UNPROVEN_PER_HOUR: GENEROUS,
      UNPROVEN_PER_DAY: GENEROUS,
      UNPROVEN_PER_NETWORK: GENEROUS,
      UNPROVEN_PER_EXPERT: GENEROUS,
      EMAIL_CODES_PER_NETWORK: GENEROUS,
      RESCHEDULES_PER_HOUR: GENEROUS,
      HOLDS_PER_CLIENT: GENEROUS,
      BOOKINGS_PER_CLIENT: '1000000',
      HELD_SHARE: '100',
      PROOF_AFTER: '1000000',
      SOCKETS_PER_NETWORK: GENEROUS,
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
