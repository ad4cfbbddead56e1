import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { argv, execPath } from 'node:process';
import { buffer } from 'node:stream/consumers';

const MAX_HEAP_MB = 64;
const DEADLINE_MS = 20_000;

/** An image program: a script for Node, its JSON options as the first argument, and its input on stdin. */
export interface ImageProgram {
  source: string;
  order: object;
  input: Buffer;
}

/**
 * Runs an image program in a process of its own, with limits of memory and time and without access to settings (ADR
 * 18).
 * @param env all environment variables of the process; it inherits none
 * @returns its exit code, null when it was killed, and its output
 */
export async function runImageProgram(
  { source, order, input }: ImageProgram,
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; output: Buffer }> {
  // Libraries are resolved from the working directory of the API, as the API does.
  const child = spawn(
    execPath,
    [`--max-old-space-size=${MAX_HEAP_MB}`, '-e', source, JSON.stringify(order)],
    {
      cwd: dirname(argv[1] ?? ''),
      env,
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: DEADLINE_MS,
      killSignal: 'SIGKILL',
    },
  );
  const ended = once(child, 'close') as Promise<[number | null]>;
  // It may end before it has read everything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [output, [code]] = await Promise.all([buffer(child.stdout), ended]);
  return { code, output };
}
