import assert from 'node:assert/strict';
import { test } from 'node:test';

import { playRounds } from './rounds.mjs';

/** @param {number} cases @param {number} each */
async function played(cases, each) {
  /** @type {string[]} */
  const rounds = [];
  const total = await playRounds({ cases, seed: 7, operations: 70 }, async (round) => {
    rounds.push(`${round.as} ${round.phase} ${round.perOperation} seed ${round.seed}`);
    return each;
  });
  return { rounds, total };
}

test('a few cases: the rules signed in, and random ones in both roles', async () => {
  assert.deepEqual(await played(2000, 1000), {
    rounds: ['expert coverage 1 seed 7', 'anonymous fuzzing 10 seed 7', 'expert fuzzing 10 seed 7'],
    total: 3000,
  });
});

test('many cases: the rules in both roles, and random ones with another seed until there are enough', async () => {
  const { rounds, total } = await played(20_000, 3000);
  assert.deepEqual(rounds.slice(0, 2), ['expert coverage 1 seed 7', 'anonymous coverage 1 seed 7']);
  assert.deepEqual(
    rounds.slice(2).map((round) => round.replace(/\d+ seed/, 'seed')),
    ['anonymous', 'expert', 'anonymous', 'expert', 'anonymous', 'expert'].map(
      (as, index) => `${as} fuzzing seed ${7 + Math.floor(index / 2)}`,
    ),
  );
  assert.equal(total, 24_000);
});
