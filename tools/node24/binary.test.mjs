import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, test } from 'node:test';

import { ROOT } from '../run/paths.mjs';
import { environmentOn, versionOf } from './binary.mjs';

const folder = mkdtempSync(join(tmpdir(), 'expertbook-node24-'));
after(() => rmSync(folder, { recursive: true }));
const read = (/** @type {string} */ file) => readFileSync(join(ROOT, file), 'utf8');

test('a program that starts `node` gets the chosen one', () => {
  const { PATH } = environmentOn(process.execPath, { PATH: '/nowhere' });
  assert.equal(PATH, `${dirname(process.execPath)}${delimiter}/nowhere`);
  const said = execFileSync('node', ['--version'], { env: { PATH }, encoding: 'utf8' });
  assert.equal(said.trim(), process.version);
});

test('a missing binary has no version', () => {
  assert.equal(versionOf(join(folder, 'node')), '');
  assert.equal(versionOf(process.execPath), process.version);
});

test('the tests run on the major version of the image', () => {
  const [, major = ''] = /^FROM node:(\d+)-/m.exec(read('docker/Dockerfile')) ?? [];
  const { optionalDependencies } = JSON.parse(read('tools/node24/package.json'));
  for (const version of Object.values(optionalDependencies)) assert.equal(version.split('.')[0], major);
});
