import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { tryRun } from '../run/command.mjs';
import { ROOT } from '../run/paths.mjs';
import { PlainError } from '../run/plain-error.mjs';
import { findPip } from './pip.mjs';

const CACHE = join(ROOT, 'node_modules', '.cache');

/**
 * Installs Python packages into a folder of their own, by their hashes, and keeps them: the next call finds them there.
 *
 * @param {string} name of the first package, as the index has it
 * @param {string} requirements file with every package's version and hashes, including its dependencies
 * @param {(line: string) => void} log
 * @returns {Promise<NodeJS.ProcessEnv>} an environment in which `python3` finds them
 * @throws {PlainError} where they cannot be had
 */
export async function withPythonPackages(name, requirements, log) {
  const folder = await installed(name, requirements, log);
  return { ...process.env, PYTHONPATH: folder, PYTHONIOENCODING: 'utf-8', PYTHONDONTWRITEBYTECODE: '1' };
}

/**
 * @param {string} name
 * @param {string} requirements
 * @param {(line: string) => void} log
 * @returns {Promise<string>} the folder that Python finds them in
 */
async function installed(name, requirements, log) {
  const kept = join(CACHE, name);
  const version = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = join(kept, version);
  if (existsSync(folder)) return folder;
  mkdirSync(kept, { recursive: true });
  const work = mkdtempSync(join(kept, 'new-'));
  try {
    const [program, ...first] = await findPip(log, {
      problem: `The Python package ${name} is needed, and Python 3 with pip, which would install it, is missing here.`,
      wayOut: 'Install python3 and python3-pip.',
    });
    log(`installing the Python package ${name}`);
    const { code, tail } = await tryRun(program, [
      ...first,
      ...['install', '--quiet', '--no-deps', '--require-hashes', '--only-binary', ':all:'],
      ...[
        '--disable-pip-version-check',
        '--root-user-action',
        'ignore',
        '--target',
        work,
        '-r',
        requirements,
      ],
    ]);
    if (code !== 0) throw notInstalled(name, tail);
    // Atomic; another run may have been faster.
    if (!existsSync(folder)) renameSync(work, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

/**
 * @param {string} name
 * @param {string} tail pip's output
 */
function notInstalled(name, tail) {
  const unknown = /No matching distribution/i.test(tail) && !/connection|resolve|timed out/i.test(tail);
  return new PlainError(
    `The Python package ${name} could not be installed.`,
    unknown
      ? 'It needs Python 3.11 to 3.14 on Linux (x86-64, arm64) or macOS (arm64).'
      : 'Check the network: the Python package index must be reachable once.',
    { details: tail.split('\n').slice(-6).join('\n') },
  );
}
