import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { findPip } from '../mongod/wheel.mjs';
import { tryRun } from '../run/command.mjs';
import { ROOT } from '../run/paths.mjs';
import { PlainError } from '../run/plain-error.mjs';

/**
 * `node tools/icalendar/read.mjs < texts.json`: what Python's `icalendar` reads in a JSON list of iCalendar texts, as a JSON
 * list. The package is fetched with the first call, by its hash, and kept.
 */
const HERE = join(ROOT, 'tools', 'icalendar');
const REQUIREMENTS = join(HERE, 'requirements.txt');
const KEPT = join(ROOT, 'node_modules', '.cache', 'icalendar');

/** @returns {Promise<string>} the folder Python finds the package in */
async function packages() {
  const version = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const folder = join(KEPT, version);
  if (existsSync(folder)) return folder;
  mkdirSync(KEPT, { recursive: true });
  const work = mkdtempSync(join(KEPT, 'new-'));
  try {
    const [program, ...first] = await findPip((line) => console.error(line));
    const { code, tail } = await tryRun(program, [
      ...first,
      ...['install', '--quiet', '--no-deps', '--require-hashes', '--only-binary', ':all:'],
      ...['--disable-pip-version-check', '--target', work, '-r', REQUIREMENTS],
    ]);
    if (code !== 0) {
      throw new PlainError('The Python package icalendar could not be installed.', 'Check the network.', {
        details: tail,
      });
    }
    // Whole or not at all; another run may have been quicker.
    if (!existsSync(folder)) renameSync(work, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

const env = { ...process.env, PYTHONPATH: await packages(), PYTHONIOENCODING: 'utf-8' };
const python = spawn('python3', [join(HERE, 'read.py')], { env, stdio: 'inherit' });
python.once('close', (code) => (process.exitCode = code ?? 1));
