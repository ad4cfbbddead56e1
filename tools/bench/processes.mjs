import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { ROOT } from '../run/paths.mjs';

const CHILDREN = join(dirname(fileURLToPath(import.meta.url)), 'children');
const FIRST_PORT = 4700;
const LAST_PORT = 4799;
const READY_DEADLINE = 60_000;
const ANSWER_DEADLINE = 180_000;
const STOP_DEADLINE = 10_000;

/**
 * Everything started here ends with this process, however it ends. @type
 * {Set<import('node:child_process').ChildProcess>}
 */
const alive = new Set();
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

let lastPort = FIRST_PORT - 1;

/** @returns {Promise<number>} a free port of 127.0.0.1 from 4700 to 4799, never the same twice */
export async function benchPort() {
  while (lastPort < LAST_PORT) {
    // Reserved before it is checked, because two callers may ask at the same time.
    lastPort += 1;
    const port = lastPort;
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port from ${FIRST_PORT} to ${LAST_PORT}`);
}

/** @param {number} port */
function isFree(port) {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}

/**
 * @typedef {object} Child
 * @property {number} pid
 * @property {() => Promise<void>} stop SIGTERM, waits; SIGKILL after 10 s
 * @property {(message: Record<string, unknown>) => Promise<any>} ask its next message, sent after this one; rejects when
 *   that says `error`
 * @property {() => boolean} running
 * @property {Promise<unknown>} firstMessage rejects when it ends without one
 */

/**
 * Starts a Node program in a process of its own.
 *
 * @param {string} file absolute, or a name in `children/`
 * @param {{ args?: readonly string[], env?: NodeJS.ProcessEnv, preload?: string, logFile: string }} options `preload`: a
 *   CommonJS file to load first
 * @returns {Child}
 */
export function startChild(file, { args = [], env = process.env, preload, logFile }) {
  const log = openSync(logFile, 'a');
  const first = preload ? ['--require', preload] : [];
  const program = join(file.startsWith('/') ? '' : CHILDREN, file);
  const child = spawn(process.execPath, [...first, program, ...args], {
    cwd: ROOT,
    env,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  alive.add(child);
  const exited = new Promise((done) => child.once('exit', done));
  void exited.then(() => alive.delete(child));
  /** @type {Promise<unknown>} */
  const firstMessage = new Promise((done, fail) => {
    child.once('message', done);
    child.once('exit', () => fail(new Error(`${file} ended; ${tail(logFile)}`)));
  });
  firstMessage.catch(() => undefined);
  return {
    firstMessage,
    pid: child.pid ?? -1,
    running: () => alive.has(child),
    ask: (message) =>
      new Promise((done, fail) => {
        const late = setTimeout(() => fail(new Error(`${file} does not answer`)), ANSWER_DEADLINE);
        const ended = () => fail(new Error(`${file} ended; ${tail(logFile)}`));
        child.once('exit', ended);
        child.once('message', (/** @type {{ error?: string }} */ answer) => {
          clearTimeout(late);
          child.off('exit', ended);
          if (answer.error) fail(new Error(`${file}: ${answer.error}`));
          else done(answer);
        });
        child.send(
          message,
          (error) =>
            error && fail(new Error(`${file} takes no message (${error.message}); ${tail(logFile)}`)),
        );
      }),
    async stop() {
      if (!alive.has(child)) return;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE);
      await exited;
      clearTimeout(late);
    },
  };
}

/**
 * Waits until the address answers with a status below 500.
 *
 * @param {Child} child whose end would make waiting senseless
 * @param {string} url
 * @param {string} logFile named when it ends
 */
export async function untilAnswering(child, url, logFile) {
  for (const deadline = performance.now() + READY_DEADLINE; ; await sleep(5)) {
    if (!child.running()) throw new Error(`a server ended while it started; ${tail(logFile)}`);
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
      await answer.arrayBuffer();
      if (answer.status < 500) return;
    } catch {
      // Not listening yet.
    }
    if (performance.now() > deadline) throw new Error(`a server does not come up; ${tail(logFile)}`);
  }
}

/** @param {string} file */
function tail(file) {
  return readFileSync(file, 'utf8').trim().split('\n').slice(-5).join('\n');
}

/**
 * @param {number} pid
 * @returns {number} resident memory, MB (10^6 bytes)
 */
export function residentMegabytes(pid) {
  const kib = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
  return (kib * 1024) / 1e6;
}
