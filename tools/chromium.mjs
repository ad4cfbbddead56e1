/**
 * Finds a Chromium for the browser tests, or installs Debian's. As a program, `node tools/chromium.mjs` prints its
 * path.
 */
import { pathToFileURL } from 'node:url';

import { onPath } from './mongod/binary.mjs';
import { tryRun } from './run/command.mjs';
import { PlainError } from './run/plain-error.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const PACKAGES = ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji'];

/** Debian's Chromium, without its own network requests. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const WHAT_TO_DO = 'Install Chromium or Chrome and set CHROMIUM_BIN to it.';

/**
 * @param {object} [options]
 * @param {(text: string) => void} [options.log] progress
 * @param {NodeJS.ProcessEnv} [options.env]
 * @returns {Promise<string>} absolute path of a browser that runs
 * @throws {PlainError} with what to do
 */
export async function ensureChromium({ log = () => {}, env = process.env } = {}) {
  if (env.CHROMIUM_BIN) {
    if (await works(env.CHROMIUM_BIN)) return env.CHROMIUM_BIN;
    throw new PlainError(
      `CHROMIUM_BIN is set to ${env.CHROMIUM_BIN}, which does not run.`,
      'Correct it or unset it.',
    );
  }
  const present = await findChromium(env);
  if (present) return present;
  const apt = await aptGet();
  if (!apt)
    throw new PlainError(
      'No Chromium was found, and it can only be installed by itself on Debian or Ubuntu as root.',
      WHAT_TO_DO,
    );
  const [program, ...args] = apt;
  const quiet = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  log('apt-get update');
  await tryRun(program, [...args, 'update', '-qq'], quiet);
  log(`apt-get install ${PACKAGES.join(' ')}`);
  const installed = await tryRun(
    program,
    [...args, 'install', '-y', '-qq', '--no-install-recommends', ...PACKAGES],
    quiet,
  );
  const fresh = await findChromium(env);
  if (fresh) return fresh;
  throw new PlainError('Chromium could not be installed (apt-get).', WHAT_TO_DO, {
    details: installed.tail.split('\n').slice(-8).join('\n'),
  });
}

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string | undefined>} absolute path of a browser that is there already
 */
export async function findChromium(env = process.env) {
  if (env.CHROMIUM_BIN) return (await works(env.CHROMIUM_BIN)) ? env.CHROMIUM_BIN : undefined;
  for (const name of NAMES) {
    const file = onPath(name, env);
    if (file && (await works(file))) return file;
  }
  return undefined;
}

/** @param {string} file */
async function works(file) {
  const { code, tail } = await tryRun(file, ['--version'], { timeoutMs: 30_000 });
  return code === 0 && /chrom/i.test(tail);
}

/** @returns {Promise<string[] | undefined>} how apt-get may be called here without a password */
async function aptGet() {
  if (!onPath('apt-get')) return undefined;
  if (process.getuid?.() === 0) return ['apt-get'];
  if ((await tryRun('sudo', ['-n', 'true'])).code === 0) return ['sudo', '-n', 'apt-get'];
  return undefined;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureChromium({ log: (text) => process.stderr.write(`${text}\n`) }).then(
    (file) => process.stdout.write(`${file}\n`),
    (error) => {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    },
  );
}
