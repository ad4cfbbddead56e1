import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { endLeftover, signal } from '../run/processes.mjs';

/**
 * @typedef {object} MongodProcess
 * @property {number} port on 127.0.0.1
 * @property {number} pid
 * @property {boolean} running
 * @property {Promise<number>} exited resolves with the exit code (1 for a signal)
 * @property {() => Promise<void>} stop asks it to end (SIGTERM) and waits; SIGKILL after 20 s
 * @property {() => Promise<void>} kill SIGKILL, as a power cut would do it
 * @property {() => void} freeze SIGSTOP: alive, but answers nothing
 * @property {() => void} resume SIGCONT
 */

/** Maximum time of a clean shutdown. Milliseconds. */
const STOP_DEADLINE = 20_000;

/** Longer than any command takes; the largest value that mongod accepts. Milliseconds. */
const NEVER_SLOW = 2 ** 31 - 1;

/** @type {Set<number>} */
const alive = new Set();
process.once('exit', () => {
  for (const pid of alive) signal(pid, 'SIGTERM');
});

/**
 * @returns {Promise<number>} a TCP port on loopback that was free a moment ago
 */
export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * Starts one mongod on loopback. Returns as soon as the process runs; whether it answers is for the caller to see.
 *
 * @param {object} options
 * @param {string} options.binary
 * @param {string} options.dbPath made when missing
 * @param {number} options.port
 * @param {string} options.replSet name of the replica set
 * @param {string} options.logFile mongod's own log; appended
 * @param {string} [options.keyFile] turns authentication on
 * @returns {MongodProcess}
 */
export function startMongod({ binary, dbPath, port, replSet, logFile, keyFile }) {
  mkdirSync(dbPath, { recursive: true, mode: 0o700 });
  startLogAfresh(logFile);
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(
    binary,
    [
      ...['--dbpath', dbPath, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', replSet],
      // The fallback build (6.0.5) has known vulnerabilities in zlib, and loopback gains nothing from compression.
      ...['--networkMessageCompressors', 'disabled'],
      // A unix socket in /tmp would collide between users.
      '--nounixsocket',
      ...['--oplogSize', '512', '--wiredTigerCacheSizeGB', '0.5'],
      ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
      ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=500'],
      // A transaction that a killed API left open locks a calendar until it is aborted: after 60 s by default.
      ...['--setParameter', 'transactionLifetimeLimitSeconds=5'],
      // A log line about a slow command contains the command, with addresses and hashes of passwords.
      ...['--slowms', String(NEVER_SLOW)],
      ...(keyFile ? ['--keyFile', keyFile] : []),
    ],
    // A process group of its own: Ctrl-C in the terminal must not reach it before the API has finished.
    { stdio: ['ignore', log, log], detached: true },
  );
  closeSync(log);
  let running = child.pid !== undefined;
  const pid = child.pid ?? -1;
  if (running) alive.add(pid);
  const exited = new Promise((done) => {
    const ended = (/** @type {number | null} */ code) => {
      running = false;
      alive.delete(pid);
      done(code ?? 1);
    };
    child.once('exit', ended);
    child.once('error', () => ended(127));
  });
  return {
    port,
    pid,
    get running() {
      return running;
    },
    exited,
    async stop() {
      if (!running) return;
      signal(pid, 'SIGCONT');
      signal(pid, 'SIGTERM');
      const late = setTimeoutOnce(STOP_DEADLINE, () => signal(pid, 'SIGKILL'));
      await exited;
      clearTimeout(late);
    },
    async kill() {
      if (!running) return;
      signal(pid, 'SIGKILL');
      await exited;
    },
    freeze: () => signal(pid, 'SIGSTOP'),
    resume: () => signal(pid, 'SIGCONT'),
  };
}

/**
 * Ends a mongod that an earlier, killed run left behind on this data folder, so that a new one can open the files.
 * Mongod itself recovers from a lock without a live owner.
 *
 * @param {string} dbPath
 * @param {(line: string) => void} log
 */
export async function endOrphan(dbPath, log) {
  const lock = join(dbPath, 'mongod.lock');
  if (!existsSync(lock)) return;
  const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10);
  if (await endLeftover(pid, dbPath)) log(`ended a database that an earlier run left behind (pid ${pid})`);
}

/**
 * @param {number} ms
 * @param {() => void} act
 */
function setTimeoutOnce(ms, act) {
  const timer = setTimeout(act, ms);
  timer.unref();
  return timer;
}

/** @param {string} file */
function startLogAfresh(file) {
  if (existsSync(file) && statSync(file).size > 20 * 1024 * 1024) rmSync(file);
}
