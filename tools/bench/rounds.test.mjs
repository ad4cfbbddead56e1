import assert from 'node:assert/strict';
import { test } from 'node:test';

import { alternate, formatLine, median, quantile } from './rounds.mjs';

test('subject and reference alternate, each first every other round, after one unmeasured run', async () => {
  /** @type {string[]} */
  const order = [];
  const note = (/** @type {string} */ who) => () => order.push(who);
  const { subjects, references } = await alternate(3, note('s'), note('r'));
  assert.equal(order.join(''), 'sr' + 'sr' + 'rs' + 'sr');
  assert.deepEqual([subjects.length, references.length], [3, 3]);
});

test('median and quantile take values that occur, or the mean of the middle two', () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.equal(quantile([1, 2, 3, 4], 0.5), 2);
  assert.equal(quantile([1, 2, 3, 4], 0.99), 4);
});

test('a line compares medians and says noisy only where the reference varies by more than 1.6', () => {
  assert.equal(
    formatLine({ name: 'x', values: [10, 30, 20], references: [10, 16, 12] }),
    'x | 20.0 | 12.0 | 1.67',
  );
  assert.match(formatLine({ name: 'x', values: [1], references: [10, 17] }), /\| noisy$/);
  assert.equal(formatLine({ name: 'x', values: [250], references: [] }), 'x | 250 | - | -');
});
