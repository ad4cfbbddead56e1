import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { whereToLook } from './where.mjs';
import { openDatabase } from '../run/database.mjs';
import { dataDirOf } from '../run/paths.mjs';
import { keepPrivate } from '../run/private-files.mjs';
import { withClient } from './driver.mjs';
import { ensureMongodBinary, startReplicaSet } from './index.mjs';

const folder = mkdtempSync(join(tmpdir(), 'expertbook-access-'));
const SECRET = 'hash-of-a-password';
/** @type {{ MONGOD_BINARY: string }} */
let env;

before(async () => {
  env = { MONGOD_BINARY: await ensureMongodBinary({ dataDir: dataDirOf() }) };
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string} name */
function newFolder(name) {
  const dataDir = join(folder, name);
  mkdirSync(dataDir, { recursive: true });
  return dataDir;
}

/** @param {string} uri */
const notes = (uri) => withClient(uri, (client) => client.db().collection('notes').countDocuments());

/** @param {string} uri */
const addNote = (uri) =>
  withClient(uri, (client) =>
    client
      .db()
      .collection('notes')
      .insertOne({ secret: SECRET }, { writeConcern: { w: 'majority', j: true } }),
  );

/** @param {string} uri */
const withoutLogin = (uri) => uri.replace(/\/\/[^@]+@/, '//').replace('&authSource=admin', '');

/** Files and folders in `dataDir` that other users may open. @param {string} dataDir */
function open(dataDir) {
  return ['.', ...readdirSync(dataDir, { recursive: true, encoding: 'utf8' })].filter(
    (name) => (statSync(join(dataDir, name)).mode & 0o077) !== 0,
  );
}

test('a new database requires its password, logs no commands, and is readable only by its owner', async () => {
  const dataDir = newFolder('fresh');
  chmodSync(dataDir, 0o755);
  keepPrivate(dataDir);
  const database = await openDatabase(dataDir, env);
  await addNote(database.uri);
  await assert.rejects(notes(withoutLogin(database.uri)), { code: 13 });
  await assert.rejects(
    withClient(database.uri, (client) => client.db('other').collection('notes').insertOne({})),
    { code: 13 },
  );
  // Takes longer than the 100 ms after which a command is logged by default.
  await withClient(database.uri, (client) =>
    client.db().collection('notes').findOne({ secret: SECRET, $where: 'sleep(300) || true' }),
  );
  // As the auditor and the backup connect.
  assert.equal(await notes(await whereToLook(undefined, dataDir, {})), 1);
  await database.stop();
  assert.doesNotMatch(readFileSync(join(dataDir, 'mongod.log'), 'utf8'), new RegExp(SECRET));
  assert.deepEqual(open(dataDir), []);

  const again = await openDatabase(dataDir, env);
  assert.equal(again.uri, database.uri);
  assert.equal(await notes(again.uri), 1);
  await again.stop();
});

test('data from before there were passwords gets them, and files that were open to others are closed', async () => {
  const dataDir = newFolder('upgraded');
  const former = await startReplicaSet({
    binary: env.MONGOD_BINARY,
    dbPath: join(dataDir, 'db'),
    logFile: join(dataDir, 'mongod.log'),
  });
  await addNote(former.uriOf('expertbook'));
  await former.stop();
  chmodSync(join(dataDir, 'mongod.log'), 0o644);

  keepPrivate(dataDir);
  const database = await openDatabase(dataDir, env);
  assert.equal(await notes(database.uri), 1);
  await assert.rejects(notes(withoutLogin(database.uri)), { code: 13 });
  await database.stop();
  assert.deepEqual(open(dataDir), []);
});

test('a database that dies is restarted, at the same address and with its data', async () => {
  const dataDir = newFolder('killed');
  const database = await openDatabase(dataDir, env);
  await addNote(database.uri);
  const pidOf = () => JSON.parse(readFileSync(join(dataDir, 'mongod.json'), 'utf8')).pid;
  const former = pidOf();
  process.kill(former, 'SIGKILL');
  for (const deadline = Date.now() + 60_000; pidOf() === former;) {
    assert.ok(Date.now() < deadline, 'it was not started again');
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.equal(await notes(database.uri), 1);
  await database.stop();
  assert.throws(() => process.kill(pidOf(), 0));
});
