import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const CLI = join(__dirname, '../../../tools/mongod/cli.mjs');

interface Report {
  uri: string;
  nodes: { pid: number; port: number }[];
}

/** A replica set of a spec's own, for failures; the first node by default. */
export interface OwnReplicaSet {
  uriOf(database: string): string;
  /** Of the first node's process. */
  pid(): number;
  /** Alive, but does not respond, until `resume`; the node on that port if given. */
  freeze(port?: number): void;
  resume(port?: number): void;
  /** SIGKILL, like a power cut; of the node on that port if given. */
  kill(port?: number): void;
  /** Starts it again on the same port and data, and waits until it accepts writes. */
  restart(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

/**
 * Starts one through the project's own tool, in a process, because Jest specs cannot import ES modules.
 * @param count of its nodes
 * @param on another mongod, and its data folder
 */
export async function ownReplicaSet(
  count = 1,
  on?: { binary: string; folder: string },
): Promise<OwnReplicaSet> {
  const folder = mkdtempSync(join(tmpdir(), 'expertbook-outage-'));
  const dbPath = on?.folder ?? join(folder, 'db');
  const child = spawn(process.execPath, [CLI, '--db-path', dbPath, '--nodes', String(count)], {
    env: { ...process.env, MONGOD_BINARY: on?.binary ?? process.env['TEST_MONGOD_BINARY'] },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const report = async () => {
    const line = await lines.next();
    if (line.done) throw new Error('The replica set did not come up.');
    return JSON.parse(line.value) as Report;
  };
  let { uri, nodes } = await report();
  const signal = (name: NodeJS.Signals, port = nodes[0]?.port) =>
    process.kill(nodes.find((node) => node.port === port)?.pid ?? NaN, name);
  return {
    uriOf: (database) => uri.replace('/?', `/${database}?`),
    pid: () => nodes[0]?.pid ?? NaN,
    freeze: (port) => signal('SIGSTOP', port),
    resume: (port) => signal('SIGCONT', port),
    kill: (port) => signal('SIGKILL', port),
    restart: async () => {
      child.stdin.write(`${JSON.stringify({ restart: 0 })}\n`);
      ({ uri, nodes } = await report());
    },
    remove: async () => {
      child.stdin.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
