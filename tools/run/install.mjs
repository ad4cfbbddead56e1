import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from './command.mjs';
import { ROOT } from './paths.mjs';
import { explain, PlainError } from './plain-error.mjs';
import { step } from './terminal.mjs';

const LOCKFILE = join(ROOT, 'package-lock.json');
const STAMP = join(ROOT, 'node_modules', '.expertbook-lock');
/** npm's own record of the installed versions. */
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');
/** Disk space of an installation. Bytes. */
const NEEDED = 1.5 * 1024 ** 3;

/**
 * Runs `npm ci` when packages are missing or the lockfile has changed since the last time.
 *
 * @throws {PlainError}
 */
export async function ensureInstalled() {
  const hash = createHash('sha256').update(readFileSync(LOCKFILE)).digest('hex');
  if (isInstalled(hash)) return;
  const space = statfsSync(ROOT);
  if (space.bavail * space.bsize < NEEDED) {
    throw new PlainError(
      `The disk is nearly full: installing needs 1.5 GB, ${Math.floor((space.bavail * space.bsize) / 1024 ** 2)} MB are free.`,
      'Free some space and start again.',
    );
  }
  await step('Installing packages (npm ci; a minute or two the first time)', async () => {
    const npm = process.env.npm_execpath?.endsWith('.js')
      ? [process.execPath, process.env.npm_execpath]
      : ['npm'];
    const [program, ...first] = npm;
    const args = [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
    let result;
    try {
      result = await run(program, args, { env: installEnvironment() });
    } catch (error) {
      throw new PlainError('npm was not found.', 'Install Node.js 24 with its npm, and start again.', {
        cause: error,
      });
    }
    if (/in sync/.test(result.tail)) throw outOfStep(result.tail);
    if (result.code !== 0)
      throw explain(new Error(`npm ci ended with code ${result.code}`), 'Installing packages', result.tail);
    writeFileSync(STAMP, hash);
  });
}

/** @param {string} details */
function outOfStep(details) {
  return new PlainError(
    'package-lock.json does not fit package.json.',
    'Run "npm install", then "node tools/complete-lockfile.mjs", and start again.',
    { details },
  );
}

/** npm must install the development packages too: they build the app. */
function installEnvironment() {
  const env = { ...process.env };
  delete env.NODE_ENV;
  return {
    ...env,
    NX_DAEMON: 'false',
    NG_CLI_ANALYTICS: 'false',
    npm_config_omit: '',
    npm_config_include: 'dev',
  };
}

/** @param {string} hash */
function isInstalled(hash) {
  if (!existsSync(INSTALLED)) return false;
  if (existsSync(STAMP)) return readFileSync(STAMP, 'utf8') === hash;
  // After a manual `npm ci`: npm's own record is valid, so it is not repeated.
  if (!sameVersions(readJson(LOCKFILE), readJson(INSTALLED))) return false;
  writeFileSync(STAMP, hash);
  return true;
}

/**
 * @typedef {{ packages: Record<string, { version?: string, optional?: boolean, link?: boolean }> }} Lockfile
 *
 * @param {Lockfile} wanted
 * @param {Lockfile} installed
 * @returns {boolean} whether every package that must be there is, in its version
 */
export function sameVersions(wanted, installed) {
  return Object.entries(wanted.packages).every(
    ([path, entry]) =>
      !path.startsWith('node_modules/') ||
      entry.optional ||
      entry.link ||
      installed.packages[path]?.version === entry.version,
  );
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
