import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { dataDirOf } from '../run/paths.mjs';
import { withClient } from './driver.mjs';
import { ensureMongodBinary, freePort, startReplicaSet } from './index.mjs';

const folder = mkdtempSync(join(tmpdir(), 'expertbook-mongod-'));
const dbPath = join(folder, 'db');
let binary = '';

before(async () => {
  binary = await ensureMongodBinary({ dataDir: dataDirOf() });
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string} uri */
const notes = (uri) => withClient(uri, (client) => client.db('t').collection('notes').countDocuments());

/** @param {string} uri */
const addNote = (uri) =>
  withClient(uri, (client) =>
    client
      .db('t')
      .collection('notes')
      .insertOne({}, { writeConcern: { w: 'majority', j: true } }),
  );

test('data survives a clean stop and a start on another port', async () => {
  const first = await startReplicaSet({ binary, dbPath });
  await addNote(first.uri);
  await first.stop();
  const second = await startReplicaSet({ binary, dbPath, port: await freePort() });
  assert.equal(await notes(second.uri), 1);
  assert.notEqual(second.nodes[0].port, first.nodes[0].port);
  await second.stop();
});

test('an acknowledged write survives kill -9, and its lock is recovered', async () => {
  const first = await startReplicaSet({ binary, dbPath });
  await addNote(first.uri);
  await first.nodes[0].kill();
  const second = await startReplicaSet({ binary, dbPath });
  assert.equal(await notes(second.uri), 2);
  await second.stop();
});

test('a server that an earlier run left behind is ended first', async () => {
  const first = await startReplicaSet({ binary, dbPath });
  /** @type {string[]} */
  const said = [];
  const second = await startReplicaSet({ binary, dbPath, log: (line) => said.push(line) });
  assert.equal(first.nodes[0].running, false);
  assert.match(said.join(), /left behind/);
  assert.equal(await notes(second.uri), 2);
  await second.stop();
});

test('transactions work, so it is a replica set', async () => {
  const set = await startReplicaSet({ binary, dbPath });
  const total = await withClient(set.uri, (client) =>
    client.withSession((session) =>
      session.withTransaction(async () => {
        await client.db('t').collection('notes').insertOne({}, { session });
        return client.db('t').collection('notes').countDocuments({}, { session });
      }),
    ),
  );
  assert.equal(total, 3);
  await set.stop();
});
