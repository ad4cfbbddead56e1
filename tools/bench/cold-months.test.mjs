import assert from 'node:assert/strict';
import { test } from 'node:test';

import { COLD_DAYS, coldMonth } from './cold-months.mjs';

const DAY = 86_400_000;

test('200 turns give 200 months, each more than 200 days from the one before, all within the cold days', () => {
  const months = Array.from({ length: 200 }, (_, turn) => coldMonth(0, turn));
  assert.equal(new Set(months.map(({ from }) => from)).size, 200);
  const days = new Set(COLD_DAYS);
  for (const [turn, { from, to }] of months.entries()) {
    for (let at = from; at < to; at += DAY) assert.ok(days.has(at / DAY));
    const before = months[turn - 1];
    if (before) assert.ok(Math.max(to, before.to) - Math.min(from, before.from) > 200 * DAY);
  }
});
