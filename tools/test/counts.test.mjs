import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { jestCounts, playwrightCounts, readCounts, single, sum, tapCounts } from './counts.mjs';

const folder = mkdtempSync(join(tmpdir(), 'expertbook-counts-'));
after(() => rmSync(folder, { recursive: true }));

test('adds up the reports of the stages', () => {
  const parts = [single(0), single(2), { passed: 5, failed: 1, skipped: 2 }];
  assert.deepEqual(sum(parts), { passed: 6, failed: 2, skipped: 2 });
});

test('a Jest file that could not be run counts as a failure', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 1,
    numPendingTests: 1,
    numTodoTests: 1,
  };
  assert.deepEqual(jestCounts(report), { passed: 3, failed: 2, skipped: 2 });
});

test('lists failed tests, so that they are at the end of a long log', () => {
  const jest = {
    numPassedTests: 1,
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 1,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [
      {
        name: '/somewhere/holds.spec.ts',
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'holds end' },
          { status: 'failed', fullName: 'holds count' },
        ],
      },
      { name: '/somewhere/broken.spec.ts', status: 'failed', assertionResults: [] },
    ],
  };
  const spec = (/** @type {string} */ status) => ({
    file: 'a.spec.ts',
    line: 3,
    title: status,
    tests: [{ status }],
  });
  const browser = {
    stats: { expected: 1, skipped: 0, unexpected: 1, flaky: 1 },
    suites: [{ specs: [spec('expected'), spec('unexpected')], suites: [{ specs: [spec('flaky')] }] }],
  };
  const tap = 'ok 1 - fine\n# Subtest: x\n    not ok 1 - inner\nnot ok 2 - outer\n# pass 1\n# fail 2\n';
  assert.deepEqual(sum([jestCounts(jest), playwrightCounts(browser), tapCounts(tap)]).failures, [
    'holds.spec.ts: holds count',
    'broken.spec.ts: could not be run',
    'a.spec.ts:3: unexpected',
    'a.spec.ts:3: flaky',
    'tools: inner',
    'tools: outer',
  ]);
});

test('a browser test that passes only the second time counts as a failure', () => {
  const report = { stats: { expected: 4, skipped: 0, unexpected: 1, flaky: 1 }, errors: [] };
  assert.deepEqual(playwrightCounts(report), { passed: 4, failed: 2, skipped: 0 });
});

test('reads the end of a TAP report', () => {
  const text = '1..3\n# tests 3\n# suites 0\n# pass 2\n# fail 1\n# cancelled 0\n# skipped 0\n# todo 0\n';
  assert.deepEqual(tapCounts(text), { passed: 2, failed: 1, skipped: 0 });
});

test('a runner that leaves no report, a broken one, or one without its failure counts as failed', () => {
  const file = join(folder, 'report.tap');
  assert.equal(readCounts(join(folder, 'missing'), 0, tapCounts).failed, 1);
  writeFileSync(file, '# pass 2\n# fail 0\n');
  assert.deepEqual(readCounts(file, 1, tapCounts), { passed: 2, failed: 1, skipped: 0 });
  assert.equal(readCounts(file, 0, (text) => jestCounts(JSON.parse(text))).failed, 1);
});
