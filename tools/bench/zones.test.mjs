import assert from 'node:assert/strict';
import { test } from 'node:test';

import { dearestColumn } from './zones.mjs';

test('the slowest zone is the one with the greatest median, not with the greatest outlier', () => {
  const rows = [
    [0.1, 0.5, 0.2],
    [9.0, 0.6, 0.2],
    [0.1, 0.4, 0.2],
  ];
  assert.deepEqual(dearestColumn(rows), [0.5, 0.6, 0.4]);
});
