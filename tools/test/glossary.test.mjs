import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { ROOT } from '../run/paths.mjs';
import { textOf } from './settings.mjs';

/** Base of the glossary's short paths. */
const API = 'apps/api/src/app';

test('folders and files in the glossary exist', () => {
  const rows = textOf('docs/glossary.md')
    .split('\n')
    .filter((line) => line.startsWith('| '));
  const paths = rows.flatMap((row) => {
    const where = row.split('|').at(-2) ?? '';
    // Identifiers begin with a capital letter or contain one; addresses begin with a slash.
    return [...where.matchAll(/`([a-z][a-z0-9./-]*)`/g)].map(([, path = '']) => path);
  });
  assert.ok(paths.length > 40, `${paths.length} paths`);
  const missing = paths.filter((path) => ![API, '.'].some((root) => existsSync(join(ROOT, root, path))));
  assert.deepEqual([...new Set(missing)], []);
});
