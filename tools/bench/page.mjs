import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { WEB_ROOT } from '../run/paths.mjs';
import { voidRun } from './void-run.mjs';

const SCRIPT = /<script[^>]+src="([^"]+)"/g;
const PRELOAD = /<link[^>]+rel="modulepreload"[^>]+href="([^"]+)"/g;
/** Static imports and re-exports of the built chunks; `import("…")` is lazy and does not count. */
const IMPORT = /(?:\bfrom|\bimport)\s*"\.\/([^"]+\.js)"/g;

const BOUND = { to: 80 };

/**
 * Line 2: JavaScript a browser loads before the page can begin, gzipped file by file, 1 kB = 1000 bytes: what
 * `index.html` names and whatever that imports.
 *
 * @param {import('./report.mjs').Report} report
 */
export function benchPage(report) {
  const html = readFileSync(join(WEB_ROOT, 'index.html'), 'utf8');
  const waiting = [...html.matchAll(SCRIPT), ...html.matchAll(PRELOAD)].map(([, file]) => file);
  if (waiting.length === 0) throw voidRun('the web app names no script.');
  /** @type {Set<string>} */
  const seen = new Set();
  let bytes = 0;
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const source = readFileSync(join(WEB_ROOT, file));
    bytes += gzipSync(source, { level: 9 }).length;
    for (const [, imported] of source.toString('utf8').matchAll(IMPORT)) waiting.push(imported);
  }
  report.line({
    name: `initial JavaScript of the public page, gzip, ${seen.size} files`,
    unit: 'kB',
    values: [bytes / 1000],
    references: [],
    bound: BOUND,
  });
}
