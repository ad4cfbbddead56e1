import { ensureMongodBinary, startReplicaSet, testDataFolder } from '../../../tools/mongod/index.mjs';
import { join } from 'node:path';

/** One real single-node replica set for all specs; each spec has a database of its own. */
export default async function setup() {
  const dataDir = process.env.DATA_DIR ?? join(import.meta.dirname, '../../../.data');
  const log = (line) => process.stderr.write(`${line}\n`);
  const binary = await ensureMongodBinary({ dataDir, log });
  const dbPath = testDataFolder('expertbook-test-');
  const replicaSet = await startReplicaSet({ binary, dbPath, port: 0, log });
  globalThis.__EXPERTBOOK_REPLICA_SET__ = { replicaSet, dbPath };
  process.env.TEST_MONGO_URI = replicaSet.uri;
  process.env.TEST_MONGOD_BINARY = binary;
}
