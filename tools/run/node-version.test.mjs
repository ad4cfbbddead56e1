import assert from 'node:assert/strict';
import { test } from 'node:test';

import { checkNode, satisfies } from './node-version.mjs';

const RANGE = '^20.19 || ^22.12 || >=24';

test('accepts the Node versions that the engines field names', () => {
  for (const version of ['v20.19.0', '20.20.2', '22.12.0', '22.30.1', '24.0.0', '26.1.0']) {
    assert.equal(satisfies(version, RANGE), true, version);
  }
});

test('refuses older ones and the odd ones in between', () => {
  for (const version of ['v18.20.0', '20.18.3', '21.7.0', '22.11.0', '23.9.0']) {
    assert.equal(satisfies(version, RANGE), false, version);
  }
});

test('says which version is needed', () => {
  assert.throws(() => checkNode('v18.1.0', RANGE), /18\.1\.0.*needs 20\.19 or 22\.12 or >=24\. Install/);
});
