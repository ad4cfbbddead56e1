/**
 * A replica set for callers that cannot import the module (Jest specs are CommonJS, other languages, a shell):
 *
 *     node tools/mongod/cli.mjs --db-path /tmp/x [--nodes 3] [--port 0] [--repl-set rs0]
 *
 * prints one line of JSON, `{"uri": …, "nodes": [{"pid", "port", "dbPath"}, …]}`, when the set is ready, and runs
 * until SIGTERM, SIGINT or the end of its standard input (so it never outlives the one who started it).
 * `{"restart": 1}` on standard input starts node 1 again after it was killed, answered by a fresh line.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

import { dataDirOf } from '../run/paths.mjs';
import { ensureMongodBinary, startReplicaSet } from './index.mjs';

const { values } = parseArgs({
  options: {
    'db-path': { type: 'string' },
    nodes: { type: 'string', default: '1' },
    port: { type: 'string', default: '0' },
    'repl-set': { type: 'string', default: 'rs0' },
  },
});
const log = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

try {
  if (!values['db-path']) throw new Error('--db-path is missing.');
  const binary = await ensureMongodBinary({ dataDir: dataDirOf(), log });
  const set = await startReplicaSet({
    binary,
    dbPath: values['db-path'],
    nodes: Number(values.nodes),
    port: Number(values.port),
    replSet: values['repl-set'],
    log,
  });
  const report = () => {
    const nodes = set.nodes.map(({ pid, port, dbPath }) => ({ pid, port, dbPath }));
    process.stdout.write(`${JSON.stringify({ uri: set.uri, nodes })}\n`);
  };
  const end = () => set.stop().finally(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  const input = createInterface({ input: process.stdin });
  input.once('close', end);
  input.on('line', async (line) => {
    const { restart } = JSON.parse(line);
    await set.nodes[restart]?.restart();
    report();
  });
  report();
} catch (error) {
  log(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
