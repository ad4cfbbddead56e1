import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { ROOT } from '../run/paths.mjs';

/** Folders with projects; a project may hold others. */
const FOLDERS = ['apps', 'libs', 'tools'];

/**
 * @typedef {object} Project
 * @property {string} name
 * @property {string} root relative to the repository
 * @property {Record<string, unknown>} targets as in its `project.json`; those that Nx infers are missing
 * @property {boolean} hasJest whether Nx infers `test` from a Jest configuration
 */

/** @returns {Project[]} as their `project.json` files say; asking Nx would take seconds */
export function projects() {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => join(folder, file))
      .filter((file) => file.endsWith('/project.json') && !file.includes('node_modules')),
  )
    .sort()
    .map((file) => {
      const root = dirname(file);
      const { name, targets } = JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
      return { name, root, targets, hasJest: existsSync(join(ROOT, root, 'jest.config.cjs')) };
    });
}

/**
 * Where a test target leaves its runner's report, as an output that Nx keeps and restores.
 *
 * @param {string} project
 * @param {string} target
 * @param {'json' | 'tap'} form
 * @returns {string} relative to the repository
 */
export function reportOf(project, target, form) {
  return `tmp/test-reports/${project}-${target}.${form}`;
}
