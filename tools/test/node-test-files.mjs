import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { ROOT } from '../run/paths.mjs';
import { projects } from './projects.mjs';

/** Tests that start a real mongod. */
const NEED_DATABASE = /^tools\/(?:mongod\/|start\.test\.mjs$|image\/)/;

/**
 * @param {string} root of a project
 * @returns {string[]} paths of its own `*.test.mjs` without a database, relative to the repository; not those of projects inside it
 */
export function nodeTestFiles(root) {
  const inner = projects()
    .map((project) => project.root)
    .filter((other) => other.startsWith(`${root}/`));
  return allNodeTests().filter(
    (file) =>
      file.startsWith(`${root}/`) &&
      !NEED_DATABASE.test(file) &&
      !inner.some((folder) => file.startsWith(`${folder}/`)),
  );
}

/** @returns {string[]} paths of the tools' tests that start a real mongod, relative to the repository */
export function databaseTestFiles() {
  return allNodeTests().filter((file) => NEED_DATABASE.test(file));
}

/** @returns {string[]} */
function allNodeTests() {
  return readdirSync(join(ROOT, 'tools'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.mjs'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(ROOT.length + 1))
    .filter((file) => dirname(file) !== 'node_modules')
    .sort();
}

/**
 * Shows the tests as they run and writes a TAP report, which has the counts.
 *
 * @param {string} report relative to the repository
 * @param {readonly string[]} files
 * @returns {string[]} arguments for `node`
 */
export function nodeTestArguments(report, files) {
  return [
    '--test',
    ...['--test-reporter', 'spec', '--test-reporter-destination', 'stdout'],
    ...['--test-reporter', 'tap', '--test-reporter-destination', report],
    ...files,
  ];
}
