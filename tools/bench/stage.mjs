import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { loadDriver } from '../mongod/driver.mjs';
import { ensureMongodBinary, startReplicaSet } from '../mongod/index.mjs';
import { API_MAIN, dataDirOf, WEB_ROOT } from '../run/paths.mjs';
import { quietEnvironment } from '../run/environment.mjs';
import { benchPort, startChild, untilAnswering } from './processes.mjs';
import { GENEROUS_LIMITS } from '../run/generous-limits.mjs';

/** Database of the API; the bare driver has a database of its own. */
const API_DATABASE = 'bench';
const BARE_DATABASE = 'bench_bare';
const SETTLE_DEADLINE = 60_000;
/** Loaded before the API where the times of its commits are needed. */
const COMMIT_CLOCK = fileURLToPath(new URL('children/commit-clock.cjs', import.meta.url));

/** The API's connection options, so that the comparison is fair. */
const CLIENT_OPTIONS = { maxPoolSize: 50, writeConcern: { w: /** @type {const} */ ('majority'), j: true } };

/**
 * @typedef {import('./processes.mjs').Child & { port: number }} Server
 *
 * @typedef {object} Stage everything the lines are measured on; nothing of it is there afterwards
 * @property {string} folder for logs and bundles
 * @property {import('mongodb').MongoClient} client
 * @property {import('mongodb').Db} apiDb
 * @property {import('mongodb').Db} bareDb
 * @property {(options?: ApiOptions) => Promise<Server>} startApi one more API process, ready; ended with the stage unless
 *   stopped before
 * @property {(file: string, options?: { ready?: 'http' | 'message' }) => Promise<Server>} startServer one of `children/`, listening: it
 *   answers, or has sent a message where it does not speak HTTP
 * @property {() => import('./processes.mjs').Child} startDriver the bare driver in a process of its own, see `children/bare-driver.mjs`
 * @property {(database?: string) => Promise<void>} settled resolves when the API's outbox has nothing left to do; what waits there is
 *   dropped
 * @property {(database: string) => Promise<void>} verifyAccounts as if each had opened its link
 * @property {(name: string) => string} logOf
 *
 * @typedef {object} ApiOptions
 * @property {string} [database]
 * @property {string} [main] of another build
 * @property {string} [smtpUrl] none: nothing is mailed
 * @property {boolean} [commitClock] whether it answers IPC `{ commits: 'arm' | 'first' }`, see `children/commit-clock.cjs`
 */

/**
 * Starts a database in a folder of its own and provides everything else that is needed.
 *
 * @param {{ also: (name: string, stop: () => unknown) => void }} end see `tools/run/ending.mjs`
 * @param {(note: string) => void} note
 * @returns {Promise<Stage>}
 */
export async function openStage(end, note) {
  const folder = mkdtempSync(join(tmpdir(), 'expertbook-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const binary = await ensureMongodBinary({ dataDir: dataDirOf(), log: note });
  const set = await startReplicaSet({
    binary,
    dbPath: join(folder, 'db'),
    port: await benchPort(),
    log: note,
  });
  end.also('database', set.stop);
  const { MongoClient } = loadDriver();
  const client = new MongoClient(set.uri, CLIENT_OPTIONS);
  await client.connect();
  end.also('database client', () => client.close());
  /** @type {Set<import('./processes.mjs').Child>} */
  const servers = new Set();
  end.also('servers', () => Promise.all([...servers].map((server) => server.stop())));
  const apiDb = client.db(API_DATABASE);
  const logOf = (/** @type {string} */ name) => join(folder, `${name}.log`);

  /**
   * @param {string} file
   * @param {string | null} url path that answers once it is up; null: it sends a message then
   * @param {(port: number) => { args?: string[], env?: NodeJS.ProcessEnv, preload?: string }} settings
   * @returns {Promise<Server>}
   */
  async function startOn(file, url, settings) {
    const port = await benchPort();
    const logFile = logOf(`${port}`);
    const child = startChild(file, { ...settings(port), logFile });
    servers.add(child);
    if (url === null) await child.firstMessage;
    else await untilAnswering(child, `http://127.0.0.1:${port}${url}`, logFile);
    return { ...child, port };
  }

  return {
    folder,
    client,
    apiDb,
    bareDb: client.db(BARE_DATABASE),
    logOf,
    startApi: ({ database = API_DATABASE, main = API_MAIN, smtpUrl, commitClock = false } = {}) =>
      startOn(main, '/api/health/ready', (port) => ({
        env: { ...apiEnvironment(set.uriOf(database), port), ...(smtpUrl && { SMTP_URL: smtpUrl }) },
        ...(commitClock && { preload: COMMIT_CLOCK }),
      })),
    startServer: (file, { ready = 'http' } = {}) =>
      startOn(file, ready === 'http' ? '/' : null, (port) => ({ args: [String(port)] })),
    startDriver() {
      const args = [set.uri, API_DATABASE, BARE_DATABASE];
      const child = startChild('bare-driver.mjs', { args, logFile: logOf('driver') });
      servers.add(child);
      return child;
    },
    async settled(database = API_DATABASE) {
      const outbox = client.db(database).collection('outbox');
      const waiting = { state: 'waiting' };
      for (const deadline = Date.now() + SETTLE_DEADLINE; ; await sleep(20)) {
        // Rows in progress are completed; waiting rows of mails are removed.
        await outbox.deleteMany({ ...waiting, lockedUntil: { $lte: new Date() } });
        if (!(await outbox.findOne(waiting))) return;
        if (Date.now() > deadline) throw new Error('the API does not finish its outbox');
      }
    },
    async verifyAccounts(database) {
      const users = client.db(database).collection('users');
      for await (const { _id, unverifiedEmailKey: emailKey } of users.find({
        unverifiedEmailKey: { $exists: true },
      }))
        await users.updateOne({ _id }, { $set: { emailKey }, $unset: { unverifiedEmailKey: 1 } });
    },
  };
}

/**
 * The API as an operator runs it, with limits per client address raised.
 *
 * @param {string} mongoUri
 * @param {number} port
 * @returns {NodeJS.ProcessEnv}
 */
function apiEnvironment(mongoUri, port) {
  return {
    ...quietEnvironment(),
    NODE_ENV: 'production',
    JWT_SECRET: 'only-for-this-run-of-the-benchmark-0123456789',
    MONGO_URI: mongoUri,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    WEB_ROOT,
    TRANSACTION_DEADLINE_MS: '20000',
    ...GENEROUS_LIMITS,
  };
}
