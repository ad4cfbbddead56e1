import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @type {Counts} */
export const NONE = Object.freeze({ passed: 0, failed: 0, skipped: 0 });

/**
 * @param {readonly Counts[]} parts
 * @returns {Counts}
 */
export function sum(parts) {
  return parts.reduce(
    (total, part) => ({
      passed: total.passed + part.passed,
      failed: total.failed + part.failed,
      skipped: total.skipped + part.skipped,
    }),
    NONE,
  );
}

/**
 * A check that is one thing: it holds or it does not.
 *
 * @param {number} code exit code
 * @returns {Counts}
 */
export function single(code) {
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/**
 * @param {any} report what `jest --json` wrote
 * @returns {Counts} a file that could not even be run counts as one failure
 */
export function jestCounts(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {any} report what Playwright's JSON reporter wrote
 * @returns {Counts} a test that only passed on a second try counts as failed
 */
export function playwrightCounts(report) {
  const { expected, skipped, unexpected, flaky } = report.stats;
  return { passed: expected, failed: unexpected + flaky + (report.errors?.length ?? 0), skipped };
}

/**
 * @param {string} text what node:test's TAP reporter wrote
 * @returns {Counts}
 */
export function tapCounts(text) {
  const last = (/** @type {string} */ name) =>
    Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return {
    passed: last('pass'),
    failed: last('fail') + last('cancelled'),
    skipped: last('skipped') + last('todo'),
  };
}

/**
 * Reads a runner's report. A runner that failed and whose report shows no failure (or is missing) counts as one.
 *
 * @param {string} file
 * @param {number} code the runner's exit code
 * @param {(text: string) => Counts} read
 * @returns {Counts}
 */
export function readCounts(file, code, read) {
  const counts = existsSync(file) ? attempt(() => read(readFileSync(file, 'utf8'))) : undefined;
  if (!counts) return { ...NONE, failed: 1 };
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/**
 * @template T
 * @param {() => T} read
 * @returns {T | undefined}
 */
function attempt(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}
