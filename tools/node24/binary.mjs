import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { run } from '../run/command.mjs';
import { ROOT } from '../run/paths.mjs';
import { explain } from '../run/plain-error.mjs';

const HERE = join(ROOT, 'tools', 'node24');
const MANIFEST = ['package.json', 'package-lock.json', '.npmrc'];

/**
 * The Node that production runs on, out of the npm package that carries it for this machine.
 *
 * @param {object} options
 * @param {string} options.dataDir absolute; the binary is kept in its folder `node24`
 * @param {(line: string) => void} [options.log]
 * @returns {Promise<string | undefined>} absolute path; nothing where no package has it for this kind of machine
 * @throws {import('../run/plain-error.mjs').PlainError} when it cannot be installed
 */
export async function ensureNode24({ dataDir, log = () => {} }) {
  const name = `node-${process.platform}-${process.arch}`;
  const { optionalDependencies } = JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8'));
  const version = optionalDependencies[name];
  if (!version) return undefined;
  const folder = join(dataDir, 'node24');
  const binary = join(folder, 'node_modules', name, 'bin', 'node');
  if (versionOf(binary) === `v${version}`) return binary;
  log(`installing Node ${version}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const file of MANIFEST) copyFileSync(join(HERE, file), join(folder, file));
  const { code, tail } = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
  });
  if (code !== 0 || versionOf(binary) !== `v${version}`)
    throw explain(new Error(`npm ci ended with code ${code}`), `Installing Node ${version}`, tail);
  return binary;
}

/**
 * @param {string} node absolute path of a Node
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv} in which every program that is started by `node` runs on that one
 */
export function environmentOn(node, env) {
  return { ...env, PATH: [dirname(node), env.PATH].filter(Boolean).join(delimiter) };
}

/**
 * @param {string} binary
 * @returns {string} as `node --version` says; empty when it is not there or does not run
 */
export function versionOf(binary) {
  if (!existsSync(binary)) return '';
  try {
    return execFileSync(binary, ['--version'], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
