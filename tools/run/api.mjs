import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, renameSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import { API_MAIN, ROOT } from './paths.mjs';
import { PlainError } from './plain-error.mjs';
import { dim, red, yellow } from './terminal.mjs';

/** pino's level numbers. */
const WARN = 40;
const ERROR = 50;
const LOG_LIMIT = 10 * 1024 * 1024;
const STOP_DEADLINE = 15_000;
const READY_DEADLINE = 90_000;
/** Last lines kept for an error message. */
const KEPT = 12;

/**
 * @typedef {object} Api
 * @property {number} pid
 * @property {Promise<number>} exited exit code, 1 for a signal
 * @property {() => boolean} running
 * @property {() => string} lastLogLines its last log lines, readable
 * @property {() => Promise<void>} stop SIGTERM, waits; SIGKILL after 15 s
 */

/**
 * Starts the built API. Its log goes to a file, warnings and errors also to the terminal.
 *
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.env the whole environment
 * @param {string} options.logFile appended; put aside as `.1` when it is bigger than 10 MB
 * @param {string} [options.main] the built API; the workspace's own when left out
 * @param {string} [options.cwd] where it runs; the workspace when left out
 * @param {number} [options.from] pino level from which lines are shown; warnings and worse when left out
 * @param {(line: string) => void} [options.show] where they go; the terminal when left out
 * @returns {Api}
 */
export function startApi({
  env,
  logFile,
  main = API_MAIN,
  cwd = ROOT,
  from = WARN,
  show = (line) => process.stderr.write(`${line}\n`),
}) {
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT) renameSync(logFile, `${logFile}.1`);
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
  log.on('error', () => {
    // A full disk must not end the API.
  });
  // A process group of its own: Ctrl-C in the terminal reaches this process, which ends everything in order.
  const child = spawn(process.execPath, [main], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  /** @type {string[]} */
  const kept = [];
  let running = child.pid !== undefined;
  const take = (/** @type {string} */ line) => {
    log.write(`${line}\n`);
    const { level, text } = readable(line);
    kept.push(text);
    if (kept.length > KEPT) kept.shift();
    if (level >= from) show(`${nameOf(level)} ${text}`);
  };
  createInterface({ input: child.stdout }).on('line', take);
  createInterface({ input: child.stderr }).on('line', take);
  const end = () => child.kill('SIGTERM');
  process.once('exit', end);
  const exited = new Promise((done) => {
    const ended = (/** @type {number} */ code) => {
      running = false;
      process.removeListener('exit', end);
      log.end();
      done(code);
    };
    child.once('close', (code) => ended(code ?? 1));
    child.once('error', () => ended(127));
  });
  return {
    pid: child.pid ?? -1,
    exited,
    running: () => running,
    lastLogLines: () => kept.join('\n'),
    async stop() {
      if (!running) return;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE);
      await exited;
      clearTimeout(late);
    },
  };
}

/** @param {number} level */
function nameOf(level) {
  if (level >= ERROR) return red('error');
  return level >= WARN ? yellow('warn') : dim('info');
}

/**
 * Waits until the API is ready.
 *
 * @param {Api} api
 * @param {string} url its address, without a trailing slash
 * @throws {PlainError} with its last log lines when it ends or does not become ready
 */
export async function untilReady(api, url) {
  for (const deadline = Date.now() + READY_DEADLINE; ; await sleep(100)) {
    if (!api.running()) throw died(await api.exited, api.lastLogLines());
    try {
      const answer = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(2000) });
      if (answer.ok) return;
    } catch {
      // Not listening yet.
    }
    if (Date.now() > deadline) {
      throw new PlainError('The API started but does not become ready.', 'Its last log lines are above.', {
        details: api.lastLogLines(),
      });
    }
  }
}

/**
 * @param {number} code
 * @param {string} lastLogLines
 * @returns {PlainError}
 */
export function died(code, lastLogLines) {
  return new PlainError(`The API ended by itself (exit code ${code}).`, 'Its last log lines above say why.', {
    details: lastLogLines,
  });
}

/**
 * @param {string} line a pino line, or anything else
 * @returns {{ level: number, text: string }}
 */
export function readable(line) {
  try {
    const { level, msg, context, err } = JSON.parse(line);
    const where = context ? `[${context}] ` : '';
    const text = [msg, err?.message !== msg ? err?.message : undefined].filter(Boolean).join(': ');
    return { level: Number(level) || 0, text: `${where}${text || line}` };
  } catch {
    // Not a log line, such as an error of Node before logging started. It stays in the file.
    return { level: 0, text: line };
  }
}
