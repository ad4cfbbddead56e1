import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { test } from 'node:test';

import { API_MAIN, ROOT, WEB_ROOT } from '../run/paths.mjs';
import { settingsOfApi, textOf } from './settings.mjs';

/**
 * No image is built here: these tests only check that everything in the files of `docker/` exists.
 *
 * @typedef {object} Stage
 * @property {string} image
 * @property {string} name empty for the last one
 * @property {[keyword: string, rest: string][]} lines
 */

/** @returns {Stage[]} the Dockerfile's instructions by stage, each on one line */
function stages() {
  /** @type {Stage[]} */
  const found = [];
  const lines = textOf('docker/Dockerfile')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n');
  for (const line of lines.filter((one) => one.trim() !== '')) {
    const [, keyword = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    assert.notEqual(keyword, '', `no instruction: ${line}`);
    if (keyword === 'FROM') {
      const [image = '', name = ''] = rest.split(/ as /i);
      found.push({ image, name, lines: [] });
    } else {
      found.at(-1)?.lines.push([keyword, rest]);
    }
  }
  return found;
}

/**
 * @param {Stage | undefined} stage
 * @param {string} keyword
 * @returns {string[]}
 */
function given(stage, keyword) {
  return (stage?.lines ?? []).filter(([word]) => word === keyword).map(([, rest]) => rest);
}

/** @param {Stage | undefined} stage */
function variablesOf(stage) {
  const pairs = given(stage, 'ENV').flatMap((rest) => rest.split(/\s+/));
  return new Map(pairs.map((pair) => /** @type {[string, string]} */ (pair.split(/=(.*)/, 2))));
}

/**
 * @param {string} name of a service in the compose file
 * @returns {string} its lines
 */
function service(name) {
  const [, services = ''] = /^services:\n((?: .*\n|\n)*)/m.exec(compose) ?? [];
  const [, text = ''] = new RegExp(`^  ${name}:\\n((?:    .*\\n|\\n)*)`, 'm').exec(services) ?? [];
  assert.notEqual(text, '', `no service ${name}`);
  return text;
}

/** Regular expressions for the patterns of the ignore file, as far as they are used there. */
const MEANINGS = { '**/': '(?:.*/)?', '*': '[^/]*', '.': '\\.' };

/** @param {string} path of a file in the repository @returns {boolean} whether it is kept out of the build */
function isIgnored(path) {
  const patterns = textOf('docker/Dockerfile.dockerignore').split('\n').filter(Boolean);
  return patterns.some((pattern) => {
    const meant = pattern.replace(/\*\*\/|\*|\./g, (sign) => MEANINGS[/** @type {'*'} */ (sign)]);
    return new RegExp(`^${meant}(?:/|$)`).test(path);
  });
}

/** @param {string} path */
function inRepository(path) {
  return relative(ROOT, path).split(sep).join('/');
}

const compose = textOf('docker/compose.yml').replace(/^\s*#.*\n/gm, '');
const image = stages();
const final = image.at(-1);
const runs = given(final, 'WORKDIR')[0] ?? '';

test('every source of a COPY exists, and is part of the build context', () => {
  let copied = 0;
  for (const stage of image) {
    for (const rest of given(stage, 'COPY')) {
      const words = rest.split(/\s+/);
      const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
      const sources = words.filter((word) => !word.startsWith('--')).slice(0, -1);
      for (const source of sources) {
        copied += 1;
        if (from === undefined) {
          assert.ok(existsSync(join(ROOT, source)), `${source} is not there`);
          assert.ok(!isIgnored(source), `${source} is ignored`);
          continue;
        }
        const origin = image.slice(0, image.indexOf(stage)).find(({ name }) => name === from);
        assert.ok(origin, `no stage ${from} before`);
        const [home = ''] = given(origin, 'WORKDIR');
        // Which of its commands creates it: the installation, the build into the folders of both programs, or a
        // copy.
        const build = /\bnx run-many -t build precompress -p api,web\b/;
        const makers = { node_modules: /\bnpm ci\b/, 'dist/apps/api': build, 'dist/apps/web': build };
        if (given(origin, 'COPY').some((copy) => copy.split(/\s+/).includes(source.slice(home.length + 1))))
          continue;
        const maker = Object.entries(makers).find(([path]) =>
          `${source}/`.startsWith(`${home}/${path}/`),
        )?.[1];
        assert.ok(maker, `nothing is known to make ${source}`);
        assert.match(given(origin, 'RUN').join('\n'), maker);
      }
    }
  }
  assert.ok(copied > 5, `${copied} sources`);
  assert.ok(isIgnored('node_modules') && isIgnored('apps/web/node_modules/x') && isIgnored('.env'));
});

test('the image contains the served files of the web app, and no stats of its builder', () => {
  const copies = given(final, 'COPY').map((rest) =>
    rest.split(/\s+/).filter((word) => !word.startsWith('--')),
  );
  const ofWeb = copies
    .flatMap((words) => words.slice(0, -1))
    .filter((path) => path.includes('dist/apps/web'));
  assert.deepEqual(ofWeb, [
    `${runs}/${inRepository(WEB_ROOT)}`,
    `${runs}/dist/apps/web/3rdpartylicenses.txt`,
  ]);
});

test('all files that the image and its build run exist', () => {
  const main = inRepository(API_MAIN);
  assert.deepEqual(JSON.parse(given(final, 'CMD').at(-1) ?? ''), ['node', main]);
  assert.equal(variablesOf(final).get('WEB_ROOT'), `${runs}/${inRepository(WEB_ROOT)}`);
  for (const project of ['api', 'web']) {
    assert.ok(textOf(`apps/${project}/project.json`).includes(`dist/apps/${project}`));
  }
  const [, targets = '', names = ''] =
    /\bnx run-many -t ([\w ]+) -p ([\w,]+)/.exec(image.flatMap((stage) => given(stage, 'RUN')).join('\n')) ??
    [];
  const built = names.split(',').map((project) => JSON.parse(textOf(`apps/${project}/project.json`)).targets);
  assert.equal(built.length, 2);
  for (const target of targets.split(' '))
    assert.ok(
      built.some((ofProject) => target in ofProject),
      `no target ${target}`,
    );
  // The API's compile cache is only valid for the Node version that created it.
  assert.equal(new Set(image.map((stage) => stage.image)).size, 1);
  const [, major = ''] = /^node:(\d+)\b/.exec(final?.image ?? '') ?? [];
  const [, least = ''] = />=(\d+)$/.exec(JSON.parse(textOf('package.json')).engines.node) ?? [];
  assert.ok(Number(major) >= Number(least), `node ${major}, not ${least} or newer`);
});

test('every setting in use is one that the API reads', () => {
  const known = new Set(settingsOfApi());
  const [, block = ''] = /^ {4}environment:\n((?: {6}.*\n)+)/m.exec(service('app')) ?? [];
  const set = [...block.matchAll(/^ {6}([A-Z_]+): /gm)].map(([, name = '']) => name);
  const asked = [...compose.matchAll(/\$\{([A-Z_]+)/g)].map(([, name = '']) => name);
  // Only for compose: where it publishes the port.
  const ofCompose = ['BIND'];
  const named = [...variablesOf(final).keys(), ...set, ...asked.filter((name) => !ofCompose.includes(name))];
  assert.ok(named.length > 10);
  assert.deepEqual(
    [...new Set(named)].filter((name) => !known.has(name)),
    [],
  );
  // Each variable is passed on under its own name.
  for (const [, name, from] of block.matchAll(/^ {6}([A-Z_]+): \$\{([A-Z_]+)/gm)) assert.equal(from, name);
  // No installation is safe without these: one has no default at all.
  assert.match(block, /^ {6}JWT_SECRET: \$\{JWT_SECRET:\?/m);
  assert.equal(variablesOf(final).get('NODE_ENV'), 'production');
});

test('the health check uses an existing route', () => {
  const [check = ''] = given(final, 'HEALTHCHECK');
  const [, path = ''] = /\$\{process\.env\.PORT\}(\/[\w/]+)/.exec(check) ?? [];
  assert.ok(Object.keys(JSON.parse(textOf('docs/openapi.json')).paths).includes(path), `no route ${path}`);
});

test('ports, hosts and the replica set are the same in all files', () => {
  const port = variablesOf(final).get('PORT');
  assert.deepEqual(given(final, 'EXPOSE'), [port]);
  assert.match(textOf('.env.example'), new RegExp(`^#PORT=${port}$`, 'm'));
  const app = service('app');
  const [, outside, inside] = /'\$\{BIND:-127\.0\.0\.1\}:\$\{PORT:-(\d+)\}:(\d+)'/.exec(app) ?? [];
  assert.deepEqual([outside, inside], [port, port]);
  assert.match(app, new RegExp(`PUBLIC_URL: \\$\\{PUBLIC_URL:-http://localhost:${port}\\}`));
  const [, host = '', at, set] = /MONGO_URI: mongodb:\/\/(\w+):(\d+)\/\w+\?replicaSet=(\w+)/.exec(app) ?? [];
  const database = service(host);
  assert.match(app, new RegExp(`depends_on:\\n      ${host}:`));
  assert.match(database, new RegExp(`--replSet, ${set},`));
  assert.match(database, new RegExp(`_id: '${set}', members: \\[\\{ _id: 0, host: '${host}:${at}'`));
  // The database is only reachable from within.
  assert.doesNotMatch(database, /^ {4}ports:/m);
});

test('the compose file builds from the Dockerfile in its folder', () => {
  const [, context = '', file = ''] = /context: (\S+)\n\s+dockerfile: (\S+)/.exec(service('app')) ?? [];
  assert.equal(join(ROOT, 'docker', context, file), join(ROOT, 'docker/Dockerfile'));
});
