import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadDriver } from '../mongod/driver.mjs';
import { ensureMongodBinary, freePort, startReplicaSet } from '../mongod/index.mjs';
import { startApi, untilReady } from '../run/api.mjs';
import { quietEnvironment } from '../run/environment.mjs';
import { dataDirOf } from '../run/paths.mjs';
import { GENEROUS_LIMITS } from '../run/generous-limits.mjs';

const NODES = 3;
const PROCESSES = 3;
const DATABASE = 'chaos';
/** Driver settings that, as measured, detect a frozen primary soonest; see docs/operating.md. */
const URI_OPTIONS = 'heartbeatFrequencyMS=2000&connectTimeoutMS=2000&socketTimeoutMS=2500';

/**
 * @typedef {object} ApiSeat one of the API's processes: the one that currently runs there
 * @property {string} url
 * @property {() => Promise<void>} kill SIGKILL, and started again
 * @property {() => Promise<void>} restart SIGTERM, and started again
 *
 * @typedef {object} Stage
 * @property {ApiSeat[]} apis
 * @property {import('../mongod/replica-set.mjs').ReplicaSet} set
 * @property {string} uri of the database
 * @property {() => Promise<import('mongodb').MongoClient>} client one more
 * @property {() => Promise<number>} primary index of the node that takes writes
 */

/**
 * Starts three nodes and three API processes; all of it is removed afterwards.
 *
 * @param {{ also: (name: string, stop: () => unknown) => void }} end see `tools/run/ending.mjs`
 * @param {(note: string) => void} note
 * @returns {Promise<Stage>}
 */
export async function openStage(end, note) {
  const folder = mkdtempSync(join(tmpdir(), 'expertbook-chaos-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const binary = await ensureMongodBinary({ dataDir: dataDirOf(), log: note });
  const set = await startReplicaSet({ binary, dbPath: join(folder, 'db'), nodes: NODES, log: note });
  end.also('database', async () => {
    for (const node of set.nodes) node.resume();
    await set.stop();
  });
  const uri = `${set.uriOf(DATABASE)}&${URI_OPTIONS}`;
  /** @type {ApiSeat[]} */
  const apis = [];
  for (let index = 0; index < PROCESSES; index += 1) {
    note(`API ${index + 1} of ${PROCESSES}`);
    apis.push(await openSeat(end, uri, join(folder, `api-${index}.log`)));
  }
  const { MongoClient } = loadDriver();
  const client = async () => {
    const one = new MongoClient(uri, { serverSelectionTimeoutMS: 30_000 });
    await one.connect();
    end.also('database client', () => one.close());
    return one;
  };
  const watcher = await client();
  return {
    apis,
    set,
    uri,
    client,
    async primary() {
      const { primary } = await watcher.db('admin').command({ hello: 1 });
      return set.nodes.findIndex(({ port }) => String(primary).endsWith(`:${port}`));
    },
  };
}

/**
 * @param {{ also: (name: string, stop: () => unknown) => void }} end
 * @param {string} uri
 * @param {string} logFile
 * @returns {Promise<ApiSeat>}
 */
async function openSeat(end, uri, logFile) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = () => startApi({ env: environmentOf(uri, port, url), logFile, show: () => {} });
  let api = start();
  end.also('API', () => api.stop());
  await untilReady(api, url);
  const again = async () => {
    await api.exited;
    api = start();
    await untilReady(api, url);
  };
  return {
    url,
    async kill() {
      process.kill(api.pid, 'SIGKILL');
      await again();
    },
    async restart() {
      void api.stop();
      await again();
    },
  };
}

/**
 * @param {string} uri
 * @param {number} port
 * @param {string} url
 * @returns {NodeJS.ProcessEnv}
 */
function environmentOf(uri, port, url) {
  return {
    ...quietEnvironment(),
    NODE_ENV: 'production',
    JWT_SECRET: 'only-for-this-run-of-chaos-0123456789-abcdef',
    MONGO_URI: uri,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    ...GENEROUS_LIMITS,
  };
}
