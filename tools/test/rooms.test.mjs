import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { Linter } from 'eslint';
import ts from 'typescript';

import { folderImportRules, importsOf } from '../../folder-imports.mjs';
import { ROOT } from '../run/paths.mjs';

/** Folders of the sources that have rooms, by project. */
const SOURCES = {
  'apps/api': 'src/app',
  'apps/booking': 'src/app',
  'apps/portal': 'src/app',
  'libs/web-shared': 'src',
};
/** A library that is imported by folder and file. */
const SHARED = {
  name: 'web-shared',
  path: '@expertbook/web-shared/',
  source: join(ROOT, 'libs/web-shared/src'),
};

test('every project with rooms is checked', () => {
  const found = ['apps', 'libs'].flatMap((kind) =>
    readdirSync(join(ROOT, kind))
      .map((name) => `${kind}/${name}`)
      .filter((project) => existsSync(join(ROOT, project, 'rooms.mjs'))),
  );
  assert.deepEqual(found.sort(), Object.keys(SOURCES));
});

for (const [project, source] of Object.entries(SOURCES)) {
  const root = join(ROOT, project, source);
  const rooms = await roomsOf(project);

  test(`every folder of ${project} lists what it may import, and only folders above it in the list`, () => {
    const folders = new Set([...importsIn(root).keys()].map((file) => folderOf(root, file)));
    folders.delete('.');
    assert.deepEqual(Object.keys(rooms).sort(), [...folders].sort());
    const names = Object.keys(rooms);
    const upwards = names.flatMap((room, floor) =>
      importsOf(rooms, room)
        .filter((other) => !other.includes('/') && !names.slice(0, floor).includes(other))
        .map((other) => `${room} -> ${other}`),
    );
    assert.deepEqual(upwards, []);
  });

  test(`no folder of ${project} imports a folder that its entry does not list`, () => {
    const wrong = [...importsIn(root)].flatMap(([file, targets]) =>
      [...targets]
        .map((target) => [folderOf(root, file), folderOf(root, target)])
        .filter(([from = '', to = '']) => from !== '.' && from !== to && !importsOf(rooms, from).includes(to))
        .map(([, to]) => `${relative(root, file)} -> ${to}`),
    );
    assert.deepEqual(wrong, []);
  });

  test(`no file of ${project} is part of an import cycle`, () => {
    const imports = importsIn(root);
    assert.ok(imports.size > 30);
    assert.deepEqual(circlesOf(imports), []);
  });

  test(`the lint configuration of ${project} has the rules for folder imports`, () => {
    const config = readFileSync(join(ROOT, project, 'eslint.config.mjs'), 'utf8').replaceAll(/\s+/g, '');
    const where = `'${project}/rooms.mjs'${source === 'src/app' ? '' : `,'${source}'`}`;
    assert.ok(config.includes(`...folderImportRules(ROOMS,${where})`), config);
  });
}

const NARROW = { config: '', http: 'config', mail: 'config http', bookings: 'config http mail' };

test('a forbidden import fails', () => {
  const refused = ['no-restricted-imports'];
  assert.deepEqual(refusals(NARROW, 'mail/outgoing-mail.ts', '../bookings/answers'), refused);
  assert.deepEqual(refusals(NARROW, 'mail/outgoing-mail.spec.ts', '../bookings/answers'), refused);
  assert.deepEqual(refusals(NARROW, 'mail/parts/head.ts', '../../bookings/answers'), refused);
  assert.deepEqual(refusals(NARROW, 'mail/outgoing-mail.ts', '../app.setup'), refused);
  assert.deepEqual(refusals(NARROW, 'mail/outgoing-mail.ts', '../https/fields'), refused);
  assert.deepEqual(refusals(NARROW, 'config/environment.ts', '../http/fields'), refused);
});

test('an allowed import passes', () => {
  assert.deepEqual(refusals(NARROW, 'mail/outgoing-mail.ts', '../http/fields'), []);
  assert.deepEqual(refusals(NARROW, 'mail/outgoing-mail.ts', './local-time'), []);
  assert.deepEqual(refusals(NARROW, 'mail/outgoing-mail.ts', 'nodemailer'), []);
  assert.deepEqual(refusals(NARROW, 'mail/parts/head.ts', '../local-time'), []);
  assert.deepEqual(refusals(NARROW, 'mail/parts/head.ts', '../../http/fields'), []);
  assert.deepEqual(refusals(NARROW, 'app.module.ts', './mail/mail.module'), []);
});

const UPPER = { data: 'web-shared/data', ui: 'data web-shared/ui web-shared/data' };

test('folders of a library are limited as those of the project are', () => {
  const refused = ['no-restricted-imports'];
  assert.deepEqual(refusals(UPPER, 'data/slots.ts', '@expertbook/web-shared/ui/icon'), refused);
  assert.deepEqual(refusals(UPPER, 'data/slots.ts', '../ui/icon'), refused);
  assert.deepEqual(refusals(UPPER, 'other/slots.ts', '@expertbook/web-shared/data/problem'), refused);
  assert.deepEqual(refusals(UPPER, 'data/slots.ts', '@expertbook/web-shared/data/problem'), []);
  assert.deepEqual(refusals(UPPER, 'ui/parts/head.ts', '@expertbook/web-shared/ui/icon'), []);
  assert.deepEqual(refusals(UPPER, 'ui/head.ts', '@expertbook/contracts'), []);
});

test('a folder without an entry may import no other folder', () => {
  assert.deepEqual(refusals(NARROW, 'webhooks/webhooks.service.ts', '../config/environment'), [
    'no-restricted-imports',
  ]);
  assert.deepEqual(refusals(NARROW, 'webhooks/webhooks.service.ts', './webhook'), []);
});

/**
 * @param {Readonly<Record<string, string>>} rooms
 * @param {string} file below `src/app`
 * @param {string} imported
 * @returns {(string | null)[]} the rules that are against it
 */
function refusals(rooms, file, imported) {
  const cwd = join(ROOT, 'apps/api');
  return new Linter({ configType: 'flat', cwd })
    .verify(
      `import '${imported}';`,
      [{ files: ['**/*.ts'] }, ...folderImportRules(rooms, 'rooms.mjs')],
      join(cwd, 'src/app', file),
    )
    .map(({ ruleId }) => ruleId);
}

/**
 * Read as data: the tools import no code of the applications.
 *
 * @param {string} project
 * @returns {Promise<Readonly<Record<string, string>>>}
 */
async function roomsOf(project) {
  return (await import(pathToFileURL(join(ROOT, project, 'rooms.mjs')).href)).ROOMS;
}

/**
 * @param {string} root
 * @returns {Map<string, Set<string>>} what each file imports of the others and of the shared library, types too
 */
function importsIn(root) {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ts$/.test(file) && !/\.(spec|fixture)\.ts$/.test(file))
    .map((file) => join(root, file));
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
      const targets = importedFiles.map(({ fileName }) =>
        fileName.startsWith(SHARED.path)
          ? `${join(SHARED.source, fileName.slice(SHARED.path.length))}.ts`
          : `${join(dirname(file), fileName)}.ts`,
      );
      return [file, new Set(targets.filter((target) => existsSync(target)))];
    }),
  );
}

/**
 * @param {string} root
 * @param {string} file
 * @returns {string} `.` for a file of no folder, `web-shared/ui` for one of the shared library
 */
function folderOf(root, file) {
  const isOutside = relative(root, file).startsWith('..');
  const [folder = '', ...rest] = relative(isOutside ? SHARED.source : root, file).split('/');
  if (rest.length === 0) return '.';
  return isOutside ? `${SHARED.name}/${folder}` : folder;
}

/**
 * @param {ReadonlyMap<string, ReadonlySet<string>>} arrows
 * @returns {string[]} one way round for each circle that is found
 */
function circlesOf(arrows) {
  /** @type {string[]} */
  const circles = [];
  const done = new Set();
  /** @param {string} at @param {readonly string[]} way */
  const walk = (at, way) => {
    if (way.includes(at)) {
      const circle = [...way.slice(way.indexOf(at)), at];
      circles.push(circle.map((file) => relative(ROOT, file)).join(' -> '));
      return;
    }
    if (done.has(at)) return;
    for (const next of arrows.get(at) ?? []) walk(next, [...way, at]);
    done.add(at);
  };
  for (const start of arrows.keys()) walk(start, []);
  return circles;
}
