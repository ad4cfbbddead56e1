import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

import { API_MAIN } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { commandLine, endLeftover } from './processes.mjs';

/**
 * Ensures that only one process uses this data folder. The lock names its owner, so that a lock of a crashed process
 * is recognised.
 *
 * @param {string} dataDir
 * @param {string} url address of this instance
 * @returns {() => void} releases the lock
 * @throws {PlainError} when another one runs
 */
export function lockInstance(dataDir, url) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'instance.json');
  const content = JSON.stringify({ pid: process.pid, url });
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST' || attempt === 3) throw error;
    }
    const owner = readOwner(file);
    if (owner && isOurs(owner.pid)) {
      throw new PlainError(
        `ExpertBook is already running at ${owner.url} (process ${owner.pid}).`,
        'Use that one, stop it with Ctrl-C in its terminal, or start this one with another DATA_DIR and PORT.',
      );
    }
    rmSync(file, { force: true });
  }
}

/**
 * Ends an API that a killed run left behind; it would keep the port.
 *
 * @param {string} dataDir
 */
export async function endLeftoverApi(dataDir) {
  const file = join(dataDir, 'api.pid');
  if (!existsSync(file)) return;
  await endLeftover(Number.parseInt(readFileSync(file, 'utf8'), 10), API_MAIN);
  rmSync(file, { force: true });
}

/**
 * @param {string} dataDir
 * @param {number} pid of the API
 */
export function rememberApi(dataDir, pid) {
  writeFileSync(join(dataDir, 'api.pid'), String(pid), { mode: 0o600 });
}

/** @param {string} file */
function readOwner(file) {
  try {
    return /** @type {{ pid: number, url: string }} */ (JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/**
 * @param {number} pid
 * @returns {boolean} whether that process lives and is one of our tools; a pid may have been given to something else
 */
function isOurs(pid) {
  return (
    pid !== process.pid &&
    /tools\/(?:begin\.cjs (?:start|dev|backup|restore)|(?:start|dev|backup|restore)\.mjs)/.test(
      commandLine(pid),
    )
  );
}

/**
 * @param {number} port
 * @param {string} host the address the API will listen on
 * @throws {PlainError} saying who has the port, as far as that can be seen
 */
export async function checkPort(port, host) {
  const taken = (await answers(port, '127.0.0.1')) || (await answers(port, '::1'));
  const refusal = taken ? 'EADDRINUSE' : await tryListen(port, host);
  if (!refusal) return;
  if (refusal === 'EACCES') {
    throw new PlainError(
      `Port ${port} may only be used by root.`,
      `Set PORT to one above 1023, as in "PORT=3000 npm start".`,
    );
  }
  if (refusal === 'EADDRNOTAVAIL') {
    throw new PlainError(
      `HOST is ${host}, which is no address of this machine.`,
      'Set it to 0.0.0.0 or 127.0.0.1.',
    );
  }
  const url = `http://localhost:${port}`;
  if (await isExpertBook(url)) {
    throw new PlainError(
      `ExpertBook is already running at ${url}.`,
      `Use that one, or start this one elsewhere, as in "PORT=${port + 1} DATA_DIR=.data-2 npm start".`,
    );
  }
  throw new PlainError(
    `Port ${port} is taken by another program.`,
    `Stop that program, or choose another port, as in "PORT=${port + 1} npm start".`,
  );
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function answers(port, host) {
  return new Promise((done) => {
    const socket = connect({ port, host });
    const finish = (/** @type {boolean} */ answer) => {
      socket.destroy();
      done(answer);
    };
    socket.setTimeout(1000, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string | undefined>} the error code, nothing when it may be used
 */
function tryListen(port, host) {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => done(error.code ?? 'UNKNOWN'));
    server.listen(port, host, () => server.close(() => done(undefined)));
  });
}

/** @param {string} url */
async function isExpertBook(url) {
  try {
    const answer = await fetch(`${url}/api/openapi.json`, { signal: AbortSignal.timeout(2000) });
    const api = await answer.json();
    return /expertbook/i.test(String(api?.info?.title));
  } catch {
    return false;
  }
}
