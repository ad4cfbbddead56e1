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
 * Runs an image program in a process of its own, with bounds of memory and time and no settings to read (ADR 18).
 * @param env of the process; nothing of ours goes into it
 * @returns its exit code, null when it was ended, and what it wrote
 */
export async function runImageProgram(
  { source, order, input }: ImageProgram,
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; output: Buffer }> {
  // Libraries are found from where the API was started, as the API finds them itself.
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
