import { existsSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { makeUsers } from './access.mjs';
import { loadDriver } from './driver.mjs';
import { said, sizeOf } from './log.mjs';
import { endOrphan, freePort, startMongod } from './process.mjs';

const NOT_YET_INITIALIZED = 94;
/** Maximum wait for a primary. Recovery of a large database takes a while. Milliseconds. */
const READY_DEADLINE = 120_000;
const START_ATTEMPTS = 3;

/**
 * @typedef {import('./process.mjs').MongodProcess & { dbPath: string, restart: () => Promise<void> }} ReplicaSetNode
 *
 * @typedef {{ user: string, password: string }} Login
 *
 * @typedef {object} ReplicaSet
 * @property {string} uri `mongodb://127.0.0.1:…/?replicaSet=rs0`, all nodes, no database named
 * @property {(database: string) => string} uriOf the same with a database
 * @property {ReplicaSetNode[]} nodes
 * @property {() => Promise<void>} stop ends every node cleanly
 */

/**
 * Starts a replica set on loopback and waits until it has a primary. Data that is already there is kept, a set that
 * was last used under another port is moved to the new one, and what a `kill -9` left behind is recovered.
 *
 * @param {object} options
 * @param {string} options.binary see `ensureMongodBinary`
 * @param {string} options.dbPath data folder; with several nodes each gets a folder `node-0`, `node-1`, … in it
 * @param {number} [options.port] of the first node, the next ones take any free port; 0 or nothing = any free port
 * @param {(line: string) => void} [options.log]
 * @param {number} [options.nodes] 1 when left out
 * @param {string} [options.replSet] `rs0` when left out
 * @param {string} [options.logFile] mongod's log, shared by several nodes; `mongod.log` in each node's data folder when left out
 * @param {{ access: import('./access.mjs').Access, database: string }} [options.secured] only with one node: it asks for a password, and one
 *   user may use that database
 * @returns {Promise<ReplicaSet>}
 * @throws {Error} with mongod's own last words when it does not come up
 */
export async function startReplicaSet({
  binary,
  dbPath,
  port = 0,
  log = () => {},
  nodes: count = 1,
  replSet = 'rs0',
  logFile,
  secured,
}) {
  /** @type {ReplicaSetNode[]} */
  const nodes = [];
  const keyFile = secured?.access.keyFile;
  const stop = async () => {
    await Promise.all(nodes.map((node) => node.stop()));
  };
  try {
    for (let index = 0; index < count; index += 1) {
      const folder = count === 1 ? dbPath : join(dbPath, `node-${index}`);
      const own = { binary, replSet, dbPath: folder, logFile: logFile ?? join(folder, 'mongod.log') };
      await endOrphan(own.dbPath, log);
      if (secured && !secured.access.isKnown && isUsed(folder)) await addUsers(own, port, secured, log);
      nodes.push(await startNode({ ...own, keyFile }, index === 0 ? port : 0));
    }
    await form(nodes, replSet, secured);
  } catch (error) {
    await stop();
    throw error;
  }
  const { user, password } = secured?.access.api ?? {};
  const hosts = `${user ? `${user}:${password}@` : ''}${nodes.map(hostOf).join(',')}`;
  const options = `replicaSet=${replSet}${user ? '&authSource=admin' : ''}`;
  return {
    uri: `mongodb://${hosts}/?${options}`,
    uriOf: (database) => `mongodb://${hosts}/${database}?${options}`,
    nodes,
    stop,
  };
}

/** @typedef {{ access: import('./access.mjs').Access, database: string }} Secured */

/**
 * Creates the users in data that an earlier version stored without passwords: in a start of its own, which requires
 * none.
 *
 * @param {{ binary: string, replSet: string, dbPath: string, logFile: string }} own
 * @param {number} port
 * @param {Secured} secured
 * @param {(line: string) => void} log
 */
async function addUsers(own, port, secured, log) {
  log('giving the database a password');
  const node = await startNode(own, port);
  try {
    await form([node], own.replSet);
    await makeUsersOn(node, secured);
  } finally {
    await node.stop();
  }
}

/**
 * @param {ReplicaSetNode} node a primary
 * @param {Secured} secured
 */
async function makeUsersOn({ port }, { access, database }) {
  const as = (
    /** @type {Login} */ login,
    /** @type {(admin: import('mongodb').Db) => Promise<void>} */ work,
  ) => withDirectClient(port, (_admin, client) => work(client.db('admin')), login);
  await withDirectClient(port, (_admin, client) => makeUsers(client, access, database, as));
  access.noteKnown();
  access.isKnown = true;
}

/** @param {string} folder */
const isUsed = (folder) => existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.wt'));

/** @param {{ port: number }} node */
const hostOf = (node) => `127.0.0.1:${node.port}`;

/**
 * Starts one node and waits until it responds. A port that was taken in the meantime is replaced.
 *
 * @param {{ binary: string, replSet: string, dbPath: string, logFile: string, keyFile?: string }} options
 * @param {number} wanted 0 = any
 * @returns {Promise<ReplicaSetNode>}
 */
async function startNode(options, wanted) {
  for (let attempt = 1; ; attempt += 1) {
    const port = wanted && attempt === 1 ? wanted : await freePort();
    const from = sizeOf(options.logFile);
    let current = startMongod({ ...options, port });
    try {
      await untilAnswering(current, () => said(options.logFile, from));
      return {
        get port() {
          return current.port;
        },
        get pid() {
          return current.pid;
        },
        get running() {
          return current.running;
        },
        get exited() {
          return current.exited;
        },
        dbPath: options.dbPath,
        stop: () => current.stop(),
        kill: () => current.kill(),
        freeze: () => current.freeze(),
        resume: () => current.resume(),
        async restart() {
          await current.stop();
          const again = sizeOf(options.logFile);
          current = startMongod({ ...options, port });
          await untilAnswering(current, () => said(options.logFile, again));
        },
      };
    } catch (error) {
      await current.stop();
      if (attempt === START_ATTEMPTS || !/address already in use/i.test(String(error))) throw error;
    }
  }
}

/**
 * @param {import('./process.mjs').MongodProcess} node
 * @param {() => string} lastLogLines what mongod logged since this start
 */
async function untilAnswering(node, lastLogLines) {
  for (const deadline = Date.now() + READY_DEADLINE; !(await accepts(node.port)); await sleep(30)) {
    if (!node.running)
      throw new Error(`mongod did not start (exit code ${await node.exited}): ${lastLogLines()}`);
    if (Date.now() > deadline) throw new Error(`mongod does not answer: ${lastLogLines()}`);
  }
  // The port may be open because another program uses it: then this mongod ends, with a message about that.
  await Promise.race([node.exited, sleep(50)]);
  if (!node.running)
    throw new Error(`mongod did not start (exit code ${await node.exited}): ${lastLogLines()}`);
  await withDirectClient(node.port, (admin) => admin.command({ ping: 1 }));
}

/**
 * @param {number} port
 * @returns {Promise<boolean>} whether something takes connections there
 */
function accepts(port) {
  return new Promise((done) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const finish = (/** @type {boolean} */ answer) => {
      socket.destroy();
      done(answer);
    };
    socket.setTimeout(1000, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}

/**
 * Initiates the set, or changes its members to the current ports, and waits for the primary.
 *
 * @param {ReplicaSetNode[]} nodes
 * @param {string} replSet
 * @param {Secured} [secured]
 */
async function form(nodes, replSet, secured) {
  // Before there is a user, any local user may initiate the set and create the first one, and nothing else.
  const isFirst = secured !== undefined && !secured.access.isKnown;
  const login = secured?.access.isKnown ? secured.access.operator : undefined;
  const configure = async (/** @type {import('mongodb').Admin} */ admin) => {
    const members = nodes.map((node, index) => ({ _id: index, host: hostOf(node) }));
    // A frozen or dead primary is replaced within seconds instead of the default 10.
    const settings = { heartbeatTimeoutSecs: 2, electionTimeoutMillis: 2000 };
    const config = isFirst ? null : await currentConfig(admin);
    if (!config) {
      await admin.command({ replSetInitiate: { _id: replSet, members, settings } });
    } else if (
      config.members.map((/** @type {{ host: string }} */ member) => member.host).join() !==
      members.map((member) => member.host).join()
    ) {
      const moved = {
        ...config,
        version: config.version + 1,
        members,
        settings: { ...config.settings, ...settings },
      };
      await admin.command({ replSetReconfig: moved, force: true });
    }
  };
  await withDirectClient(nodes[0].port, configure, login);
  await Promise.any(nodes.map((node) => untilSettled(node, nodes.length)));
  if (isFirst) await makeUsersOn(nodes[0], secured);
}

/**
 * @param {import('mongodb').Admin} admin
 * @returns {Promise<import('mongodb').Document | null>} null before the first start
 */
async function currentConfig(admin) {
  for (const deadline = Date.now() + READY_DEADLINE; ; await sleep(50)) {
    try {
      const answer = await admin.command({ replSetGetConfig: 1 });
      return answer.config;
    } catch (error) {
      const code = /** @type {{ code?: number }} */ (error).code;
      if (code === NOT_YET_INITIALIZED) return null;
      if (Date.now() > deadline) throw error;
    }
  }
}

/**
 * Waits until this node is the writable primary and every other one follows it.
 *
 * @param {ReplicaSetNode} node
 * @param {number} count
 */
async function untilSettled(node, count) {
  await withDirectClient(node.port, async (admin) => {
    for (const deadline = Date.now() + READY_DEADLINE; ; await sleep(30)) {
      const hello = await admin.command({ hello: 1 });
      if (hello.isWritablePrimary) {
        if (count === 1) return;
        const status = await admin.command({ replSetGetStatus: 1 });
        const healthy = status.members.filter(
          (/** @type {{ state: number }} */ member) => member.state === 1 || member.state === 2,
        );
        if (healthy.length === count) return;
      }
      if (Date.now() > deadline) throw new Error('the replica set did not elect a primary');
    }
  });
}

/**
 * @template T
 * @param {number} port
 * @param {(admin: import('mongodb').Admin, client: import('mongodb').MongoClient) => Promise<T>} work
 * @param {Login} [login]
 * @returns {Promise<T>}
 */
async function withDirectClient(port, work, login) {
  const { MongoClient } = loadDriver();
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 10_000,
    connectTimeoutMS: 2000,
    ...(login && { auth: { username: login.user, password: login.password }, authSource: 'admin' }),
  });
  try {
    return await work(client.db('admin').admin(), client);
  } finally {
    await client.close();
  }
}
