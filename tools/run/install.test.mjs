import assert from 'node:assert/strict';
import { test } from 'node:test';

import { completeLockfile, platformOf } from '../complete-lockfile.mjs';
import { sameVersions } from './install.mjs';

const wanted = {
  packages: {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', optional: true },
  },
};

test('an installation is complete when every required package is installed, in its version', () => {
  assert.equal(sameVersions(wanted, { packages: { 'node_modules/a': { version: '1.0.0' } } }), true);
  assert.equal(sameVersions(wanted, { packages: { 'node_modules/a': { version: '1.0.1' } } }), false);
  assert.equal(sameVersions(wanted, { packages: {} }), false);
});

test('a lockfile is completed by the pinned packages of other platforms', () => {
  /** @type {Record<string, import('../complete-lockfile.mjs').Entry>} */
  const packages = {
    'node_modules/tool': {
      version: '3.1.0',
      dev: true,
      optionalDependencies: {
        '@tool/linux-x64-gnu': '3.1.0',
        '@tool/darwin-arm64': '3.1.0',
        fsevents: '~2.3.2',
      },
    },
    'node_modules/@tool/linux-x64-gnu': { version: '3.1.0', optional: true },
  };
  assert.deepEqual(completeLockfile(packages), ['@tool/darwin-arm64']);
  assert.deepEqual(packages['node_modules/@tool/darwin-arm64'], {
    version: '3.1.0',
    cpu: ['arm64'],
    os: ['darwin'],
    dev: true,
    optional: true,
  });
  assert.deepEqual(completeLockfile(packages), []);
});

test('a platform is derived from a name', () => {
  assert.deepEqual(platformOf('@rollup/rollup-linux-arm64-musl'), {
    cpu: ['arm64'],
    os: ['linux'],
    libc: ['musl'],
  });
  assert.deepEqual(platformOf('@rollup/rollup-win32-x64-gnu'), { cpu: ['x64'], os: ['win32'] });
  assert.equal(platformOf('fsevents'), undefined);
});
