import assert from 'node:assert/strict';
import { test } from 'node:test';

import { alternate, median, quantile } from './rounds.mjs';

test('subject and reference alternate, each first every other round, after one unmeasured run', async () => {
  /** @type {string[]} */
  const order = [];
  const note = (/** @type {string} */ who) => (/** @type {boolean} */ warming) =>
    order.push(warming ? who.toUpperCase() : who);
  const { subjects, references } = await alternate(3, note('s'), note('r'));
  assert.equal(order.join(''), 'SR' + 'sr' + 'rs' + 'sr');
  assert.deepEqual([subjects.length, references.length], [3, 3]);
});

test('median and quantile are existing values, or the mean of the middle two', () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.equal(quantile([1, 2, 3, 4], 0.5), 2);
  assert.equal(quantile([1, 2, 3, 4], 0.99), 4);
});
