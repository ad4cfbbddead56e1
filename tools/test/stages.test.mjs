import assert from 'node:assert/strict';
import { test } from 'node:test';

import { batchesOf, STAGES } from './stages.mjs';

/** @param {...Partial<import('./stages.mjs').Stage>} stages */
const namesOf = (...stages) => batchesOf(stages).map((batch) => batch.map(({ name }) => name).join('+'));

test('neighbours that may run beside each other are one batch, all others are alone', () => {
  const [a, b] = [
    { name: 'a', beside: true },
    { name: 'b', beside: true },
  ];
  assert.deepEqual(namesOf(a, b, { name: 'c' }, { name: 'd' }), ['a+b', 'c', 'd']);
  assert.deepEqual(namesOf(a, { name: 'c' }, b), ['a', 'c', 'b']);
  assert.deepEqual(namesOf(), []);
});

test('no stage runs beside one that it waits for, or needs a database', () => {
  for (const batch of batchesOf(STAGES).filter(({ length }) => length > 1))
    for (const stage of batch) assert.deepEqual([stage.after, stage.needsDatabase], [undefined, undefined]);
});
