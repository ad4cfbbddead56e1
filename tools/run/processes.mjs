import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Maximum time of a clean shutdown. Milliseconds. */
const STOP_DEADLINE = 20_000;

/**
 * @param {number} pid
 * @returns {string} its command line; empty when there is no such process
 */
export function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    if (process.platform === 'linux') return '';
  }
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/**
 * A command line is empty a moment before ports and files are released, so that alone is not sufficient.
 *
 * @param {number} pid
 * @returns {boolean} whether the process has ended; a zombie has
 */
function gone(pid) {
  try {
    process.kill(pid, 0);
  } catch {
    return true;
  }
  try {
    return /^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return process.platform === 'linux';
  }
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} name
 */
export function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // Already gone.
  }
}

/**
 * Ends a process that an earlier run left behind, and waits for it. Checks the command line first, because the pid
 * may belong to another program by now.
 *
 * @param {number} pid
 * @param {string} mark what its command line must contain
 * @returns {Promise<boolean>} whether there was one
 */
export async function endLeftover(pid, mark) {
  if (!Number.isInteger(pid) || !commandLine(pid).includes(mark)) return false;
  signal(pid, 'SIGCONT');
  signal(pid, 'SIGTERM');
  for (const deadline = Date.now() + STOP_DEADLINE; !gone(pid); await sleep(50)) {
    if (Date.now() > deadline) signal(pid, 'SIGKILL');
  }
  return true;
}
