/**
 * `node tools/test/node-tests.mjs <project's folder>`: the project's own `*.test.mjs` by Node's test runner, with a TAP report in
 * `tmp/test-reports/<project>-test.tap`. Those that start a real mongod are left to the integration stage.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { ROOT } from '../run/paths.mjs';
import { nodeTestArguments, nodeTestFiles } from './node-test-files.mjs';
import { projects, reportOf } from './projects.mjs';

const project = projects().find(({ root }) => root === process.argv[2]);
if (!project) throw new Error(`No project has the folder "${process.argv[2]}".`);
const report = reportOf(project.name, 'test', 'tap');
mkdirSync(dirname(join(ROOT, report)), { recursive: true });
const { status } = spawnSync(process.execPath, nodeTestArguments(report, nodeTestFiles(project.root)), {
  cwd: ROOT,
  stdio: ['ignore', 'inherit', 'inherit'],
});
process.exitCode = status ?? 1;
