import assert from 'node:assert/strict';
import { test } from 'node:test';

import { median } from './measure.mjs';
import { tableOf, withTable } from './table.mjs';

const figure = (/** @type {string} */ name, /** @type {number} */ lcp) => ({
  name,
  scores: { performance: 99, accessibility: 100, bestPractices: 100, seo: 100 },
  lcp,
  fcp: lcp,
  tbt: 0,
  cls: 0.0012,
  flaws: [],
  report: '{}',
});

test('pages are compared with the first one', () => {
  const rows = tableOf([figure('Static page', 800), figure('Booking page', 1000.4)]).split('\n');
  assert.equal(rows.length, 4);
  assert.match(rows[2], /^\| Static page +\|.*\| +800 ms \| +1\.00 \|/);
  assert.match(rows[3], /^\| Booking page +\|.*\| +1000 ms \| +1\.25 \| +0 ms \| 0\.001 \|$/);
  assert.equal(new Set(rows.map((row) => row.length)).size, 1);
});

test('the table replaces the previous one and nothing else', () => {
  const marked = 'a\n<!-- lighthouse: begin -->\nold\n<!-- lighthouse: end -->\nb';
  const now = new Date('2027-01-04T00:00:00Z');
  const once = withTable(marked, '| t |', now, 'median of 5 runs');
  assert.match(
    once,
    /^a\n<!-- lighthouse: begin -->\n\nMeasured on 2027-01-04, Node .*: median of 5 runs\.\n\n\| t \|\n\n<!-- lighthouse: end -->\nb$/,
  );
  assert.equal(withTable(once, '| t |', now, 'median of 5 runs'), once);
  assert.throws(() => withTable('no marks', '| t |', now, ''));
});

test('the median is the middle value, or the mean of the two in the middle', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
});
