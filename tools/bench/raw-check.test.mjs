import assert from 'node:assert/strict';
import { test } from 'node:test';

import { problemWith } from './raw-check.mjs';

const HOUR = 3_600_000;
/**
 * @param {string} expertId
 * @param {number} from hours since the epoch
 * @param {number} to
 */
const booking = (expertId, from, to) => ({
  _id: `${expertId}${from}`,
  expertId,
  padStart: new Date(from * HOUR),
  padEnd: new Date(to * HOUR),
});

test('bookings that touch, and those of two experts at one time, do not overlap', async () => {
  assert.equal(await problemWith([booking('a', 1, 2), booking('a', 2, 3), booking('b', 1, 9)], 3), null);
});

test('an overlap is reported, also with a long booking further back', async () => {
  assert.match(String(await problemWith([booking('a', 1, 3), booking('a', 2, 4)], 2)), /a2 overlaps/);
  const behind = [booking('a', 1, 9), booking('a', 2, 3), booking('a', 4, 5)];
  assert.match(String(await problemWith(behind, 3)), /a2 overlaps/);
});

test('a lost booking and one that was never acknowledged are both found', async () => {
  assert.match(String(await problemWith([booking('a', 1, 2)], 2)), /2 bookings were acknowledged, 1/);
  assert.match(String(await problemWith([booking('a', 1, 2)], 0)), /0 bookings were acknowledged, 1/);
});
