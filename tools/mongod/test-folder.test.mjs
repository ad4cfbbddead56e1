import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';

import { testDataFolder } from './test-folder.mjs';

const inMemory = mkdtempSync(join(tmpdir(), 'expertbook-in-memory-'));
const elsewhere = mkdtempSync(join(tmpdir(), 'expertbook-elsewhere-'));
const PLENTY = 64 * 1024 ** 3;
/** @type {string[]} */
const made = [inMemory, elsewhere];
after(() => made.reverse().forEach((folder) => rmSync(folder, { recursive: true })));

/** @param {Parameters<typeof testDataFolder>[1]} facts */
const parentOf = (facts) => {
  const folder = testDataFolder('expertbook-of-a-test-', {
    inMemory,
    availableBytes: PLENTY,
    temporary: '/tmp',
    ...facts,
  });
  assert.ok(existsSync(folder));
  made.push(folder);
  return dirname(folder);
};

test('the data of a test is in memory where there is enough', () => {
  assert.equal(parentOf({}), inMemory);
});

test('it is in the folder for temporary files where memory is short or missing, or TMPDIR is set', () => {
  assert.equal(parentOf({ availableBytes: 1024 ** 3 }), '/tmp');
  assert.equal(parentOf({ inMemory: join(inMemory, 'none') }), '/tmp');
  assert.equal(parentOf({ temporary: elsewhere }), elsewhere);
});
