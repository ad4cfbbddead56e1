export { ensureMongodBinary } from './binary.mjs';
export { freePort } from './process.mjs';
export { startReplicaSet } from './replica-set.mjs';
export { testDataFolder } from './test-folder.mjs';
