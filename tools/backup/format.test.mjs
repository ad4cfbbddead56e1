import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { loadDriver } from '../mongod/driver.mjs';
import { readBackup, writeBackup } from './format.mjs';
import { StateHash } from './state-hash.mjs';

const folder = mkdtempSync(join(tmpdir(), 'expertbook-backup-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const { BSON } = loadDriver();
const DAMAGED = /damaged or not complete|does not open with this passphrase/;
const PASSPHRASE = 'a passphrase of the tests';

const content = {
  madeAt: '2026-11-29T12:00:00.000Z',
  version: '1.0.0',
  collections: ['a', 'b', 'empty'].map((name) => ({ name, options: {}, indexes: [] })),
};

/** @param {number} count */
function documents(count) {
  const filler = 'personal data '.repeat(40);
  return Array.from({ length: count }, (_, i) => ({
    collection: i < count / 2 ? 'a' : 'b',
    bson: BSON.serialize({
      _id: i,
      n: new BSON.Double(1),
      filler: `${i} ${filler} ${randomBytes(300).toString('base64')}`,
    }),
  }));
}

/**
 * @param {string} name
 * @param {number} count
 * @param {string} [passphrase]
 */
async function backup(name, count, passphrase) {
  const file = join(folder, name);
  async function* source() {
    yield* documents(count);
  }
  const summary = await writeBackup(createWriteStream(file), content, source(), passphrase);
  return { file, summary };
}

/**
 * @param {string} file
 * @param {string} [passphrase]
 */
async function read(file, passphrase) {
  const found = [];
  for await (const entry of readBackup(file, passphrase)) found.push(entry);
  return found;
}

for (const passphrase of [undefined, PASSPHRASE]) {
  const how = passphrase ? 'encrypted' : 'plain';

  test(`a written backup can be read, ${how}`, async () => {
    const { file, summary } = await backup(`whole-${how}`, 2000, passphrase);
    const found = await read(file, passphrase);
    assert.deepEqual(found[0], { kind: 'content', content });
    assert.equal(found.filter(({ kind }) => kind === 'document').length, 2000);
    assert.deepEqual(found.at(-1), { kind: 'summary', summary });
    assert.deepEqual(summary.counts, { a: 1000, b: 1000, empty: 0 });
    assert.equal(readFileSync(file).includes('personal data'), false);
  });

  test(`a file that was cut off or changed anywhere is rejected, ${how}`, async () => {
    const { file } = await backup(`harmed-${how}`, 300, passphrase);
    const whole = readFileSync(file);
    const harmed = join(folder, `harmed-${how}-copy`);
    for (let i = 1; i <= 20; i += 1) {
      const at = Math.floor((whole.length * i) / 21);
      writeFileSync(harmed, whole.subarray(0, at));
      await assert.rejects(read(harmed, passphrase), at < 200 ? /backup/ : DAMAGED, `cut at ${at}`);
    }
    writeFileSync(harmed, whole.subarray(0, -1));
    await assert.rejects(read(harmed, passphrase), DAMAGED);
    for (let i = 0; i < 20; i += 1) {
      const changed = Buffer.from(whole);
      const at = Math.floor(400 + ((whole.length - 401) * i) / 19);
      changed[at] ^= 0x10;
      writeFileSync(harmed, changed);
      await assert.rejects(read(harmed, passphrase), DAMAGED, `changed at ${at} of ${whole.length}`);
    }
  });
}

test('a wrong passphrase decrypts nothing, and none is needed without encryption', async () => {
  const { file } = await backup('locked', 10, PASSPHRASE);
  await assert.rejects(read(file, 'another one'), /does not open with this passphrase/);
  await assert.rejects(read(file), /encrypted.*BACKUP_PASSPHRASE/);
});

test('chunks of a backup cannot be exchanged or left out', async () => {
  const { file } = await backup('chunks', 3000, PASSPHRASE);
  const whole = readFileSync(file);
  const start = whole.indexOf('\n', whole.indexOf('\n') + 1) + 1;
  const length = 5 + whole.readUInt32BE(start);
  assert.ok(whole.length > start + 3 * length, `only ${statSync(file).size} bytes`);
  const [head, first, second, rest] = [0, start, start + length, start + 2 * length].map((from, i, all) =>
    whole.subarray(from, all[i + 1]),
  );
  const harmed = join(folder, 'chunks-copy');
  for (const parts of [
    [head, second, first, rest],
    [head, first, rest],
    [head, first, first, second, rest],
  ]) {
    writeFileSync(harmed, Buffer.concat(parts));
    await assert.rejects(read(harmed, PASSPHRASE), DAMAGED);
  }
});

test('a file that is no backup is reported as such', async () => {
  const file = join(folder, 'other');
  writeFileSync(file, 'something else\n\n');
  await assert.rejects(read(file), /no backup of ExpertBook/);
});

test('the state hash depends on the set and not on the order, and detects duplicates', () => {
  const [one, two] = documents(2);
  const of = (/** @type {any[]} */ all) => {
    const hash = new StateHash();
    for (const { collection, bson } of all) hash.add(collection, bson);
    return hash.digest();
  };
  assert.equal(of([one, two]), of([two, one]));
  assert.notEqual(of([one]), of([one, one, one]));
  assert.notEqual(of([one]), of([{ ...one, collection: 'other' }]));
  assert.match(of([]), /^0{64}$/);
});
