import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { ROOT } from './paths.mjs';
import version from './node-version.cjs';

const { faultOfNode, satisfies } = version;
const RANGE = '^20.19 || ^22.12 || >=24';

test('accepts the Node versions of the engines field', () => {
  for (const node of ['v20.19.0', '20.20.2', '22.12.0', '22.30.1', '24.0.0', '26.1.0']) {
    assert.equal(satisfies(node, RANGE), true, node);
    assert.equal(faultOfNode(node, RANGE), null, node);
  }
});

test('rejects older ones and odd ones in between', () => {
  for (const node of ['v18.20.0', '20.18.3', '21.7.0', '22.11.0', '23.9.0']) {
    assert.equal(satisfies(node, RANGE), false, node);
  }
});

test('names the required version', () => {
  assert.match(faultOfNode('v18.1.0', RANGE) ?? '', /18\.1\.0.*needs 20\.19 or 22\.12 or >=24\. Install/);
});

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Simulates an older Node: it loads a program only after the version check. */
const OLD = `data:text/javascript,Object.defineProperty(process, 'version', { value: 'v16.20.2' })`;

test('every script of the project begins with the version check', () => {
  const ours = Object.values(scripts).filter((script) => script.startsWith('node '));
  assert.ok(ours.length >= 8);
  for (const script of ours) assert.match(script, /^node tools\/begin\.cjs [\w/-]+( |$)/);
});

test('an old Node gets one sentence, before any program of the project is loaded', () => {
  for (const program of ['start', 'test', 'no-such-program']) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', OLD, join(ROOT, 'tools/begin.cjs'), program],
      { encoding: 'utf8' },
    );
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr.trim(), /^This is Node\.js 16\.20\.2, but ExpertBook needs [^\n]+ start again\.$/);
  }
});

test('the version check uses old syntax only', () => {
  for (const file of ['tools/begin.cjs', 'tools/run/node-version.cjs']) {
    const code = readFileSync(join(ROOT, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
    assert.doesNotMatch(code, /\?\?|\?\.|node:|replaceAll|\bawait\b|^import /m, file);
  }
});
