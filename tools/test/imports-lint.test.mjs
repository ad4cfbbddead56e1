import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';

import { ESLint } from 'eslint';

import { ROOT } from '../run/paths.mjs';

/**
 * @param {string} project
 * @param {string} from what is imported
 * @returns {Promise<(string | null)[]>} the rules that this breaks
 */
async function brokenBy(project, from) {
  const cwd = join(ROOT, project);
  const [result] = await new ESLint({ cwd }).lintText(`import '${from}';\n`, {
    filePath: join(cwd, 'an-import.mjs'),
  });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
}

const REFUSED = ['no-restricted-imports'];

test('the auditor may import nothing but its own files and Node', async () => {
  for (const from of [
    '../run/paths.mjs',
    '../../libs/contracts/src/index.ts',
    'mongodb',
    '@expertbook/scheduling',
  ])
    assert.deepEqual(await brokenBy('tools/audit', from), REFUSED, from);
  for (const from of ['./audit.mjs', 'node:crypto'])
    assert.deepEqual(await brokenBy('tools/audit', from), [], from);
});

test('the tools import no source of the app and no measurement', async () => {
  for (const from of ['../apps/api/src/main.ts', './bench/line.mjs'])
    assert.deepEqual(await brokenBy('tools', from), REFUSED, from);
  assert.deepEqual(await brokenBy('tools', './audit/audit.mjs'), []);
});

test('a measurement shares the table of screens with the browser tests, and nothing else of the app', async () => {
  assert.deepEqual(await brokenBy('tools/bench', '../../apps/e2e/src/servers.mjs'), REFUSED);
  assert.deepEqual(await brokenBy('tools/bench', '../../apps/e2e/src/screens/world.mjs'), []);
});
