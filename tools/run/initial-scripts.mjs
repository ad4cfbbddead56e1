import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const SCRIPT = /<script[^>]+src="([^"]+)"/g;
const PRELOAD = /<link[^>]+rel="modulepreload"[^>]+href="([^"]+)"/g;
/** Static imports and re-exports of the built chunks; `import("…")` is lazy and does not count. */
const IMPORT = /(?:\bfrom|\bimport)\s*"\.\/([^"]+\.js)"/g;

/**
 * JavaScript that a browser loads before a page of the built web app starts: the scripts of `index.html` and their
 * imports.
 *
 * @param {string} webRoot folder of the built web app
 * @returns {{ files: string[], gzip: number }} bytes, gzipped file by file
 */
export function initialScripts(webRoot) {
  const html = readFileSync(join(webRoot, 'index.html'), 'utf8');
  const waiting = [...html.matchAll(SCRIPT), ...html.matchAll(PRELOAD)].map(([, file]) => file);
  /** @type {Set<string>} */
  const seen = new Set();
  let bytes = 0;
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const source = readFileSync(join(webRoot, file));
    bytes += gzipSync(source, { level: 9 }).length;
    for (const [, imported] of source.toString('utf8').matchAll(IMPORT)) waiting.push(imported);
  }
  return { files: [...seen], gzip: bytes };
}
