import { rmSync } from 'node:fs';

export default async function teardown() {
  const { replicaSet, dbPath } = globalThis.__EXPERTBOOK_REPLICA_SET__;
  await replicaSet.stop();
  rmSync(dbPath, { recursive: true, force: true });
}
