import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { TEST_SETTINGS } from './harness';
import { until } from './until';

/** The build under test: by default the workspace's own. */
const MAIN = process.env['TEST_API_MAIN'] ?? join(__dirname, '../../../dist/apps/api/main.js');

/** The built API as a process of its own, as in production. */
export interface ApiProcess {
  /** `http://127.0.0.1:<port>` */
  url: string;
  pid: number;
  /** The lines it has logged so far. */
  log(): string[];
  /** SIGKILL, and waits: no hook runs, nothing is flushed. */
  kill(): Promise<void>;
  /** SIGTERM, and waits. */
  stop(): Promise<void>;
}

/** The result of a process that ended by itself. */
export interface Ended {
  /** Null when a signal ended it. */
  code: number | null;
  stderr: string;
}

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/**
 * Starts the built API on a free port and waits until it and its database respond.
 * @param settings must contain `MONGO_URI`
 * @param heard called with everything written to stderr so far, at each write
 * @param logTo file descriptor that its log goes to instead of `log()`
 * @throws Error with the process's last output when it ends instead
 */
export async function spawnApi(
  settings: Record<string, string>,
  heard?: (words: string) => void,
  logTo?: number,
): Promise<ApiProcess> {
  const port = await freePort();
  const { child, ended, words, log } = launch({ ...settings, PORT: String(port) }, [], logTo);
  if (heard) child.stderr?.on('data', () => heard(words()));
  const url = `http://127.0.0.1:${port}`;
  await until('the API is ready', async () => {
    if (!running.has(child)) throw new Error(`The API did not start. ${words()}`);
    const answer = await fetch(`${url}/api/health/ready`).catch(() => null);
    return answer?.ok;
  });
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  return { url, pid: child.pid ?? -1, log, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

/**
 * Runs the built API until it ends: for starts that must fail, and for `--openapi`.
 * @param settings must contain `MONGO_URI`
 */
export async function runApi(
  settings: Record<string, string>,
  parameters: readonly string[] = [],
): Promise<Ended> {
  const { ended, words } = launch(settings, parameters);
  return { code: await ended, stderr: words() };
}

function launch(
  settings: Record<string, string>,
  parameters: readonly string[],
  logTo?: number,
): { child: ChildProcess; ended: Promise<number | null>; words: () => string; log: () => string[] } {
  if (!existsSync(MAIN)) throw new Error('Build the API first: npx nx build api');
  const child = spawn(process.execPath, [MAIN, ...parameters], {
    env: { PATH: process.env['PATH'], ...TEST_SETTINGS, ...settings },
    stdio: ['ignore', logTo ?? 'pipe', 'pipe'],
  });
  let stdout = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  running.add(child);
  const ended = once(child, 'close').then(([code]: (number | null)[]) => {
    running.delete(child);
    return code ?? null;
  });
  return {
    child,
    ended,
    words: () => stderr,
    log: () => stdout.split('\n').filter(Boolean),
  };
}

/** A TCP port on loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
