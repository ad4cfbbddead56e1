import assert from 'node:assert/strict';
import { test } from 'node:test';

import { openReport } from './report.mjs';

test('the summary counts kept bounds, leaves out lines without a bound, and reports noise', () => {
  /** @type {string[]} */
  const printed = [];
  const report = openReport((text) => printed.push(text));
  const line = { name: 'x', unit: 'ms', values: [10], references: [10] };
  report.line({ ...line, bound: { ratioTo: 1 } });
  report.line({ ...line, bound: { ratioTo: 0.9 } });
  report.line(line);
  assert.equal(report.summary(), '1 of 2 bounds kept');
  report.line({ ...line, references: [1, 2] });
  assert.equal(report.summary(), '1 of 2 bounds kept; 1 line is noisy: measure again');
  assert.equal(printed.length, 5);
});
