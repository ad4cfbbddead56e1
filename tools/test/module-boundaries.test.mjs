import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';

import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';

import { ROOT } from '../run/paths.mjs';

const RULE = '@nx/enforce-module-boundaries';
const CLIENTS = 'apps/booking/src/app/booking';
const SHARED = 'libs/web-shared/src/ui';
const EXPERTS = 'apps/portal/src/app/portal/shell';
/** What an import pulls into the first script, or is only in the expert's. */
const HEAVY = [
  '@angular/material/dialog',
  '@angular/cdk/clipboard',
  '@angular/router',
  '@angular/common/http',
  '@angular/forms',
  '@angular/core/rxjs-interop',
  'rxjs',
  '@fullcalendar/core',
  'qrcode',
];

// The rule reads Nx's graph of the projects; without one it says nothing.
before(() => createProjectGraphAsync({ exitOnError: false }));

/** ESLint with the configuration of each project. */
const linters = new Map(
  [CLIENTS, SHARED, EXPERTS].map((folder) => [
    folder,
    new ESLint({ cwd: join(ROOT, ...folder.split('/').slice(0, 2)) }),
  ]),
);

/**
 * @param {string} folder
 * @param {string} from what is imported
 * @returns {Promise<string[]>} what the rule says against it
 */
async function refusals(folder, from) {
  const [result = undefined] =
    (await linters.get(folder)?.lintText(`import '${from}';\n`, {
      filePath: join(ROOT, folder, 'an-import.ts'),
    })) ?? [];
  return (result?.messages ?? []).filter(({ ruleId }) => ruleId === RULE).map(({ message }) => message);
}

for (const folder of [CLIENTS, SHARED]) {
  test(`${folder} imports nothing that only the portal may load`, async () => {
    for (const from of HEAVY)
      assert.match((await refusals(folder, from)).join(), /is not allowed to import/, from);
  });
}

test('the portal imports all of it', async () => {
  for (const from of [...HEAVY, '@angular/core', '@expertbook/web-shared/ui/icon', '@expertbook/contracts'])
    assert.deepEqual(await refusals(EXPERTS, from), [], from);
});

test('clients and shared files import the framework, the socket and shared files', async () => {
  for (const from of [
    '@angular/core',
    '@angular/platform-browser',
    'socket.io-client',
    '@expertbook/contracts',
  ])
    for (const folder of [CLIENTS, SHARED]) assert.deepEqual(await refusals(folder, from), [], from);
  assert.deepEqual(await refusals(CLIENTS, '@expertbook/web-shared/ui/icon'), []);
});

test('neither application imports the other, and the shared files import neither', async () => {
  const portal = 'apps/portal/src/app/ui/toasts';
  const booking = 'apps/booking/src/app/data/public-http';
  for (const [folder, target] of [
    [CLIENTS, `../../../../../${portal}`],
    [EXPERTS, `../../../../../../${booking}`],
    [SHARED, `../../../../${portal}`],
    [SHARED, `../../../../${booking}`],
  ])
    assert.match(
      (await refusals(folder ?? '', target ?? '')).join(),
      /cannot be imported by a relative/,
      target,
    );
});
