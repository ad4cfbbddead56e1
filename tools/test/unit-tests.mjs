import { join } from 'node:path';

import { jestCounts, readCounts, sum, tapCounts } from './counts.mjs';
import { projects, reportOf } from './projects.mjs';
import { ROOT } from '../run/paths.mjs';

/**
 * @typedef {object} UnitTests one runner's part of the unit tests
 * @property {string} project
 * @property {string} target
 * @property {string} report relative to the repository
 * @property {'json' | 'tap'} form
 */

/** @returns {UnitTests[]} everything that `nx run-many -t test test-far-zone` runs */
export function unitTests() {
  return projects().flatMap(({ name, targets, hasJest }) => {
    const form = hasJest ? 'json' : 'tap';
    return ['test', 'test-far-zone']
      .filter((target) => target in targets || (target === 'test' && hasJest))
      .map((target) => ({ project: name, target, form, report: reportOf(name, target, form) }));
  });
}

/**
 * @param {readonly UnitTests[]} parts
 * @param {number} code exit code of Nx
 * @param {string} [root] of the reports' paths
 * @returns {import('./counts.mjs').Counts} a runner without a report counts as failed, and so does a failure that no report has
 */
export function unitCounts(parts, code, root = ROOT) {
  const counts = sum(
    parts.map(({ report, form }) =>
      readCounts(join(root, report), 0, (text) =>
        form === 'json' ? jestCounts(JSON.parse(text)) : tapCounts(text),
      ),
    ),
  );
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
