import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Built API, started by `node`. */
export const API_MAIN = join(ROOT, 'dist', 'apps', 'api', 'main.js');

/** The API as compiled, before it is bundled; the output of watch builds. */
export const API_COMPILED = join(ROOT, 'dist', 'compiled', 'api', 'main.js');

/** Built web app, served by the API. */
export const WEB_ROOT = join(ROOT, 'dist', 'apps', 'web', 'browser');

/**
 * Folder of everything that must survive a restart (database, logs, secrets, the downloaded mongod).
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string} absolute path; `DATA_DIR`, or `.data` in the repository
 */
export function dataDirOf(env = process.env) {
  return resolve(ROOT, env.DATA_DIR || '.data');
}

/**
 * @param {string} name of a program that `npm ci` installs, e.g. `nx`
 * @returns {string} absolute path to run it by
 */
export function installedProgram(name) {
  return join(ROOT, 'node_modules', '.bin', name);
}
