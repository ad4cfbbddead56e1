import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Ledger } from './ledger.mjs';
import { overlapping } from './overlap-scan.mjs';

const stored = (/** @type {string} */ uid, status = 'confirmed', more = {}) => ({
  uid,
  status,
  rescheduledFrom: null,
  notes: `mark of ${uid}`,
  ...more,
});

test('an acknowledged booking that is missing or different is lost', () => {
  const ledger = new Ledger();
  ledger.acknowledge('kept', 'confirmed', 0);
  ledger.acknowledge('gone', 'confirmed', 0);
  ledger.acknowledge('other', 'cancelled', 0);
  const { lost } = ledger.compare([stored('kept'), stored('other')]);
  assert.deepEqual(lost, ['gone', 'other']);
});

test('a change without a definite response may or may not have happened', () => {
  for (const status of ['confirmed', 'cancelled']) {
    const ledger = new Ledger();
    ledger.acknowledge('one', 'confirmed', 0);
    ledger.maybe('one', 'cancelled');
    assert.deepEqual(ledger.compare([stored('one', status)]).lost, []);
    assert.deepEqual(ledger.compare([stored('one', 'declined')]).lost, ['one']);
  }
});

test('one request that made two bookings is doubled, one that was rescheduled is not', () => {
  const ledger = new Ledger();
  const twice = [stored('a', 'confirmed', { notes: 'x' }), stored('b', 'confirmed', { notes: 'x' })];
  assert.deepEqual(ledger.compare(twice).doubled, ['x']);
  const moved = [
    stored('a', 'rescheduled', { notes: 'x' }),
    stored('b', 'confirmed', { notes: 'x', rescheduledFrom: 'a' }),
  ];
  assert.deepEqual(ledger.compare(moved).doubled, []);
});

test('writes have resumed with the first one requested after the fault', async () => {
  const ledger = new Ledger();
  const end = new AbortController();
  const resumed = ledger.nextAfter(100, end.signal);
  ledger.acknowledge('before', 'confirmed', 99);
  ledger.acknowledge('after', 'confirmed', 100);
  assert.equal(typeof (await resumed), 'number');
  const never = ledger.nextAfter(Infinity, end.signal);
  end.abort();
  assert.equal(await never, null);
});

test('claims that overlap are found, claims that touch are not', () => {
  const claim = (/** @type {string} */ expertId, /** @type {number} */ from, /** @type {number} */ to) => ({
    _id: `${expertId} ${from}`,
    expertId,
    padStart: new Date(from),
    padEnd: new Date(to),
  });
  assert.deepEqual(overlapping([claim('a', 0, 10), claim('a', 10, 20), claim('b', 5, 15)]), []);
  const inside = overlapping([claim('a', 0, 30), claim('a', 5, 6), claim('a', 20, 40)]);
  assert.deepEqual(
    inside.map((pair) => pair.map(({ _id }) => _id)),
    [
      ['a 0', 'a 5'],
      ['a 0', 'a 20'],
    ],
  );
});
