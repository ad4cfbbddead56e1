import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';

import { testDataFolder } from './test-folder.mjs';

const inMemory = mkdtempSync(join(tmpdir(), 'expertbook-in-memory-'));
const PLENTY = 64 * 1024 ** 3;
/** @type {string[]} */
const made = [inMemory];
after(() => made.reverse().forEach((folder) => rmSync(folder, { recursive: true })));

/** @param {Parameters<typeof testDataFolder>[1]} facts */
const parentOf = (facts) => {
  const folder = testDataFolder('expertbook-of-a-test-', {
    inMemory,
    availableBytes: PLENTY,
    env: {},
    ...facts,
  });
  assert.ok(existsSync(folder));
  made.push(folder);
  return dirname(folder);
};

test('the data of a test lies in memory where there is plenty', () => {
  assert.equal(parentOf({}), inMemory);
});

test('it lies among the temporary files where memory is short, missing, or TMPDIR says so', () => {
  assert.equal(parentOf({ availableBytes: 1024 ** 3 }), tmpdir());
  assert.equal(parentOf({ inMemory: join(inMemory, 'none') }), tmpdir());
  assert.equal(parentOf({ env: { TMPDIR: tmpdir() } }), tmpdir());
});
