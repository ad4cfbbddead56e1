import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';

import { ROOT } from '../run/paths.mjs';

const SRC = join(ROOT, 'apps/booking/src');
const SHARED = join(ROOT, 'libs/web-shared/src');
const UI = join(SHARED, 'ui');
const PACKAGE = '@expertbook/web-shared/';
/** Imports and re-exports of code; type imports load nothing. */
const IMPORT = /(?:import|export)\s+(?!type\s)[^;]*?from\s+'([^']+)'|import\('([^']+)'\)|import\s+'([^']+)'/g;

/** Each page of the clients' side carries its styles as a whole, so no rule of the expert's side may be among them. */
test('the styles of the clients leave out exactly the shared parts of ui that the clients do not load', () => {
  const loaded = loadedBy(join(SRC, 'main.ts'));
  const unused = readdirSync(UI)
    .filter((file) => /\.ts$/.test(file) && !file.endsWith('.spec.ts') && !loaded.has(join(UI, file)))
    .map((file) => file.slice(0, -'.ts'.length));
  const styles = readFileSync(join(SRC, 'styles.css'), 'utf8');
  const [, left = ''] = /@source not '\S+\/web-shared\/src\/ui\/\{([^}]*)\}\.ts';/.exec(styles) ?? [];
  assert.ok(loaded.size > 50, relative(ROOT, SRC));
  assert.deepEqual(left.split(','), unused.sort());
});

/**
 * @param {string} entry absolute path
 * @returns {Set<string>} it and every file that it imports, lazily or not
 */
function loadedBy(entry) {
  /** @type {Set<string>} */
  const seen = new Set();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file) || !existsSync(file)) continue;
    seen.add(file);
    for (const [, from, lazy, bare] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      const path = from ?? lazy ?? bare ?? '';
      const target = path.startsWith(PACKAGE)
        ? join(SHARED, path.slice(PACKAGE.length))
        : join(dirname(file), path);
      waiting.push(`${target}.ts`);
    }
  }
  return seen;
}
