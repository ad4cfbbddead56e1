import { initialScripts } from '../run/initial-scripts.mjs';
import { WEB_ROOT } from '../run/paths.mjs';
import { voidRun } from './void-run.mjs';

const BOUND = { to: 80 };

/**
 * Line 2: JavaScript a browser loads before the page can begin, gzipped file by file, 1 kB = 1000 bytes.
 *
 * @param {import('./report.mjs').Report} report
 */
export function benchPage(report) {
  const { files, gzip } = initialScripts(WEB_ROOT);
  if (files.length === 0) throw voidRun('the web app names no script.');
  report.line({
    name: `initial JavaScript of the public page, gzip, ${files.length} files`,
    unit: 'kB',
    values: [gzip / 1000],
    references: [],
    bound: BOUND,
  });
}
