import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly string[]} [failures] names of the failed tests, where the runner's report has them
 */

/** @type {Counts} */
export const NONE = Object.freeze({ passed: 0, failed: 0, skipped: 0 });

/**
 * @param {readonly Counts[]} parts
 * @returns {Counts}
 */
export function sum(parts) {
  const failures = parts.flatMap((part) => part.failures ?? []);
  const total = parts.reduce(
    (sums, part) => ({
      passed: sums.passed + part.passed,
      failed: sums.failed + part.failed,
      skipped: sums.skipped + part.skipped,
    }),
    NONE,
  );
  return withFailures(total, failures);
}

/**
 * @param {Counts} counts
 * @param {readonly string[]} failures
 * @returns {Counts}
 */
function withFailures(counts, failures) {
  return failures.length > 0 ? { ...counts, failures } : counts;
}

/**
 * A check with a single result.
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
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  const failures = (report.testResults ?? []).flatMap((/** @type {any} */ file) => {
    const failed = file.assertionResults.filter((/** @type {any} */ one) => one.status === 'failed');
    const names = failed.map((/** @type {any} */ one) => `${basename(file.name)}: ${one.fullName}`);
    return names.length === 0 && file.status === 'failed'
      ? [`${basename(file.name)}: could not be run`]
      : names;
  });
  return withFailures(counts, failures);
}

/**
 * @param {any} report what Playwright's JSON reporter wrote
 * @returns {Counts} a test that only passed on a second try counts as failed
 */
export function playwrightCounts(report) {
  const { expected, skipped, unexpected, flaky } = report.stats;
  const counts = { passed: expected, failed: unexpected + flaky + (report.errors?.length ?? 0), skipped };
  return withFailures(counts, (report.suites ?? []).flatMap(playwrightFailures));
}

/**
 * @param {any} suite
 * @returns {string[]}
 */
function playwrightFailures(suite) {
  const specs = (suite.specs ?? []).filter((/** @type {any} */ spec) =>
    spec.tests.some((/** @type {any} */ one) => one.status === 'unexpected' || one.status === 'flaky'),
  );
  return [
    ...specs.map((/** @type {any} */ spec) => `${spec.file}:${spec.line}: ${spec.title}`),
    ...(suite.suites ?? []).flatMap(playwrightFailures),
  ];
}

/**
 * @param {string} text what node:test's TAP reporter wrote
 * @returns {Counts}
 */
export function tapCounts(text) {
  const last = (/** @type {string} */ name) =>
    Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  const counts = {
    passed: last('pass'),
    failed: last('fail') + last('cancelled'),
    skipped: last('skipped') + last('todo'),
  };
  const failures = [...text.matchAll(/^\s*not ok \d+ - (.+)$/gm)].map(([, name]) => `tools: ${name}`);
  return withFailures(counts, failures);
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
