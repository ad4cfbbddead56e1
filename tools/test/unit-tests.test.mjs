import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { ROOT } from '../run/paths.mjs';
import { databaseTestFiles, nodeTestFiles } from './node-test-files.mjs';
import { projects, reportOf } from './projects.mjs';
import { unitCounts, unitTests } from './unit-tests.mjs';

const folder = mkdtempSync(join(tmpdir(), 'expertbook-unit-tests-'));
after(() => rmSync(folder, { recursive: true }));
const readJson = (/** @type {string} */ file) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

/** @type {import('./unit-tests.mjs').UnitTests[]} */
const PARTS = [
  { project: 'a', target: 'test', report: 'a.json', form: 'json' },
  { project: 'b', target: 'test', report: 'b.tap', form: 'tap' },
];

/** @param {number} failed */
function writeReports(failed) {
  const jest = { numPassedTests: 3, numFailedTests: failed, numRuntimeErrorTestSuites: 0 };
  writeFileSync(join(folder, 'a.json'), JSON.stringify({ ...jest, numPendingTests: 0, numTodoTests: 0 }));
  writeFileSync(join(folder, 'b.tap'), '# pass 2\n# fail 0\n');
}

test('adds up the reports of all runners', () => {
  writeReports(1);
  assert.deepEqual(unitCounts(PARTS, 1, folder), { passed: 5, failed: 1, skipped: 0 });
});

test('a failure of Nx that no report has, and a runner without a report, count as failures', () => {
  writeReports(0);
  assert.equal(unitCounts(PARTS, 1, folder).failed, 1);
  assert.equal(unitCounts(PARTS, 0, folder).failed, 0);
  rmSync(join(folder, 'b.tap'));
  assert.equal(unitCounts(PARTS, 0, folder).failed, 1);
});

test('every counted report is an output of its target, which Nx restores from its cache', () => {
  const { targetDefaults } = readJson('nx.json');
  const own = new Map(projects().map(({ name, targets }) => [name, targets]));
  for (const { project, target, report, form } of unitTests()) {
    const settings = /** @type {{ outputs?: string[], options?: { args?: string[] } } | undefined} */ (
      own.get(project)?.[target]
    );
    const outputs = settings?.outputs ?? targetDefaults[target].outputs;
    assert.deepEqual(
      outputs.map((/** @type {string} */ one) => one.replace('{projectName}', project)),
      [`{workspaceRoot}/${report}`],
    );
    if (form === 'json')
      assert.ok(
        targetDefaults[target].options.args.includes(
          `--outputFile=../../${reportOf('{projectName}', target, form)}`,
        ),
      );
  }
});

test('every project with tests is counted, in both time zones where times matter', () => {
  const targets = unitTests().map(({ project, target }) => `${project}:${target}`);
  assert.equal(new Set(targets).size, targets.length);
  const withJest = ['apps', 'libs'].flatMap((kind) =>
    readdirSync(join(ROOT, kind)).filter((name) => existsSync(join(ROOT, kind, name, 'jest.config.cjs'))),
  );
  for (const name of [...withJest, 'tools', 'audit', 'bench', 'lighthouse'])
    assert.ok(targets.includes(`${name}:test`), name);
  for (const name of ['api', 'scheduling', 'presentation'])
    assert.ok(targets.includes(`${name}:test-far-zone`), name);
});

test("every test of the tools belongs to one project's unit tests, or to those with a database", () => {
  const files = [
    ...projects().flatMap(({ root, hasJest }) => (hasJest ? [] : nodeTestFiles(root))),
    ...databaseTestFiles(),
  ];
  const all = readdirSync(join(ROOT, 'tools'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.mjs'))
    .map((file) => join('tools', file));
  assert.deepEqual(files.sort(), all.sort());
});
