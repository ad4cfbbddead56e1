import { spawn } from 'node:child_process';

import { ROOT } from './paths.mjs';

/**
 * @typedef {object} CommandResult
 * @property {number} code exit code; 128 + signal number is not used, a signal counts as 1
 * @property {string} tail last lines of stdout and stderr together
 */

/**
 * Running commands, so that an interrupted run leaves none behind. @type
 * {Set<import('node:child_process').ChildProcess>}
 */
const running = new Set();

/**
 * Ends every command of {@link run} with its children.
 *
 * @param {NodeJS.Signals} [signal]
 */
export function endCommands(signal = 'SIGTERM') {
  for (const child of running) {
    try {
      if (child.pid) process.kill(-child.pid, signal);
    } catch {
      child.kill(signal);
    }
  }
}

process.once('exit', () => endCommands('SIGKILL'));

/**
 * Runs a program to its end. Its output is kept (the last part) and shown as it comes when `show` is set.
 * It runs in a process group of its own, so that Ctrl-C reaches us first and {@link endCommands} reaches all of it.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {object} [options]
 * @param {NodeJS.ProcessEnv} [options.env] the whole environment; ours by default
 * @param {string} [options.cwd] the repository by default
 * @param {boolean} [options.show] stream its output to our own
 * @param {(line: string) => void} [options.onLine] each line of its output, trimmed
 * @param {number} [options.timeoutMs] killed after so long
 * @returns {Promise<CommandResult>}
 * @throws {Error} with `code: 'ENOENT'` when there is no such program
 */
export function run(program, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? ROOT,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running.add(child);
    let tail = '';
    const timer = options.timeoutMs ? setTimeout(() => child.kill('SIGKILL'), options.timeoutMs) : undefined;
    const take = (/** @type {Buffer} */ chunk, /** @type {NodeJS.WriteStream} */ to) => {
      if (options.show) to.write(chunk);
      const text = chunk.toString('utf8');
      tail = (tail + text).slice(-8000);
      if (options.onLine) for (const line of text.split('\n')) if (line.trim()) options.onLine(line.trim());
    };
    child.stdout.on('data', (chunk) => take(chunk, process.stdout));
    child.stderr.on('data', (chunk) => take(chunk, process.stderr));
    child.once('error', (error) => {
      running.delete(child);
      clearTimeout(timer);
      fail(error);
    });
    child.once('close', (code) => {
      running.delete(child);
      clearTimeout(timer);
      done({ code: code ?? 1, tail });
    });
  });
}

/**
 * Like {@link run}, but a missing program counts as failed.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 * @returns {Promise<CommandResult>}
 */
export async function tryRun(program, args, options) {
  try {
    return await run(program, args, options);
  } catch (error) {
    return { code: 127, tail: error instanceof Error ? error.message : String(error) };
  }
}
