import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { accessOf } from '../mongod/access.mjs';
import { ensureMongodBinary, startReplicaSet } from '../mongod/index.mjs';
import { keepRunning } from './keep-running.mjs';
import { explain } from './plain-error.mjs';
import { step } from './terminal.mjs';

const DATABASE = 'expertbook';

/**
 * The database to use: the one `MONGO_URI` names, or one of our own on loopback with its data in `<dataDir>/db`.
 *
 * @param {string} dataDir
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ uri: string, stop: () => Promise<void>, lost: Promise<never> }>} `stop` leaves a database that is not ours alone; `lost`
 *   fails when ours ends again and again
 * @throws {import('./plain-error.mjs').PlainError}
 */
export async function openDatabase(dataDir, env = process.env) {
  if (env.MONGO_URI) return { uri: env.MONGO_URI, stop: async () => {}, lost: new Promise(() => {}) };
  const binary = await step('Finding a MongoDB', (note) => ensureMongodBinary({ dataDir, log: note, env }));
  const set = await step('Starting MongoDB', async (note) => {
    try {
      return await startReplicaSet({
        binary,
        dbPath: join(dataDir, 'db'),
        port: rememberedPort(dataDir),
        logFile: join(dataDir, 'mongod.log'),
        log: note,
        secured: { access: accessOf(dataDir), database: DATABASE },
      });
    } catch (error) {
      throw explain(error, 'Starting MongoDB', lastLines(join(dataDir, 'mongod.log')));
    }
  });
  const remember = () =>
    writeFileSync(
      join(dataDir, 'mongod.json'),
      JSON.stringify({ port: set.nodes[0]?.port, pid: set.nodes[0]?.pid }),
      { mode: 0o600 },
    );
  remember();
  const { stop, lost } = keepRunning(set, remember, () => lastLines(join(dataDir, 'mongod.log')));
  return { uri: set.uriOf(DATABASE), stop, lost };
}

/**
 * The same port as last time, so that a stored connection string stays valid.
 *
 * @param {string} dataDir
 * @returns {number} 0 = none yet
 */
function rememberedPort(dataDir) {
  try {
    return Number(JSON.parse(readFileSync(join(dataDir, 'mongod.json'), 'utf8')).port) || 0;
  } catch {
    return 0;
  }
}

/** @param {string} file */
function lastLines(file) {
  if (!existsSync(file)) return '';
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines
    .slice(-40)
    .filter((line) => /"s":"[EF]"|No space|denied/i.test(line))
    .slice(-3)
    .join('\n');
}
