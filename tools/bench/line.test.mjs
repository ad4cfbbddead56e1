import assert from 'node:assert/strict';
import { test } from 'node:test';

import { formatLine, judge, spread } from './line.mjs';

const HOT = { name: 'GET slots hot, 16 clients', unit: '/s', bound: { ratioFrom: 0.5 } };

test('a line has value, reference, ratio, bound and verdict of the medians, and the spread of the rounds', () => {
  assert.equal(
    formatLine({ ...HOT, values: [9_812, 9_000, 11_250], references: [17_400, 17_000, 17_500] }),
    'GET slots hot, 16 clients 9,812/s | 17,400/s | 0.56 | >= 0.5 | ok | spread 1.25 / 1.03',
  );
  assert.equal(
    formatLine({ name: 'idle memory', unit: 'MB', values: [148.2], references: [], bound: { to: 130 } }),
    'idle memory 148 MB | - | - | <= 130 MB | MISSED | spread 1.00',
  );
  assert.equal(
    formatLine({ name: 'x', unit: 'ms', values: [1234567], references: [0.5] }),
    'x 1,234,567 ms | 0.50 ms | 2469134.00 | - | - | spread 1.00 / 1.00',
  );
});

test('every kind of bound holds exactly at its limit and not beyond', () => {
  const kept = (/** @type {number} */ value, /** @type {import('./line.mjs').Bound} */ bound) =>
    judge({ name: 'x', unit: 'ms', values: [value], references: [10], bound }).kept;
  assert.deepEqual([kept(5, { ratioFrom: 0.5 }), kept(4.99, { ratioFrom: 0.5 })], [true, false]);
  assert.deepEqual([kept(12, { ratioTo: 1.2 }), kept(12.1, { ratioTo: 1.2 })], [true, false]);
  assert.deepEqual([kept(25, { to: 25 }), kept(25.1, { to: 25 })], [true, false]);
  assert.deepEqual([kept(20, { addedTo: 10 }), kept(20.1, { addedTo: 10 })], [true, false]);
  assert.equal(kept(1, {}), true);
});

test('two bounds of one line must both be kept', () => {
  const bound = { to: 25, ratioTo: 0.01 };
  const line = { name: 'month', unit: 'µs', bound };
  assert.equal(judge({ ...line, values: [5], references: [700] }).kept, true);
  assert.equal(judge({ ...line, values: [26], references: [7_000] }).kept, false);
  assert.equal(judge({ ...line, values: [5], references: [400] }).kept, false);
  assert.match(formatLine({ ...line, values: [5], references: [700] }), /\| <= 25 µs and <= 0.01 \|/);
});

test('a line is noisy only where the reference varies by more than 1.6, and still gets a verdict', () => {
  const line = { ...HOT, values: [6, 60, 6] };
  assert.equal(judge({ ...line, references: [10, 16, 12] }).noisy, false);
  assert.deepEqual(judge({ ...line, references: [10, 17, 12] }), { kept: true, noisy: true });
  assert.match(formatLine({ ...line, references: [10, 17, 12] }), /\| ok, noisy \|/);
});

test('without a bound there is no verdict', () => {
  assert.equal(judge({ name: 'x', unit: 'ms', values: [1], references: [] }).kept, null);
});

test('the spread is greatest over least', () => {
  assert.equal(spread([4, 2, 8]), 4);
  assert.equal(spread([0, 0]), 1);
});
