import { tryRun } from '../run/command.mjs';
import { PlainError } from '../run/plain-error.mjs';

/**
 * How pip is called here; where it is missing in a container, it is installed.
 *
 * @param {(line: string) => void} log
 * @param {{ problem: string, wayOut: string }} otherwise what to say where it cannot be had
 * @returns {Promise<string[]>} program and first arguments
 * @throws {PlainError}
 */
export async function findPip(log, { problem, wayOut }) {
  const ways = [['python3', '-m', 'pip'], ['pip3'], ['python', '-m', 'pip'], ['pip']];
  const first = await firstThatWorks(ways);
  if (first) return first;
  // Harmless in a container; on a personal machine system packages are not installed without consent.
  if (process.getuid?.() === 0 && (await tryRun('apt-get', ['--version'])).code === 0) {
    log('installing python3-pip (apt-get)');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await tryRun('apt-get', ['update', '-qq'], { env });
    await tryRun('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'python3', 'python3-pip'], {
      env,
    });
    const second = await firstThatWorks(ways);
    if (second) return second;
  }
  throw new PlainError(problem, wayOut);
}

/** @param {string[][]} ways */
async function firstThatWorks(ways) {
  for (const [program, ...args] of ways) {
    if ((await tryRun(program, [...args, '--version'], { timeoutMs: 30_000 })).code === 0)
      return [program, ...args];
  }
  return undefined;
}
