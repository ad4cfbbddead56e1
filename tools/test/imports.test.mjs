import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

import { ROOT } from '../run/paths.mjs';

/** Nothing compiles the tools: a missing import is only noticed when they run. */
test('imports between the tools exist', () => {
  const tools = join(ROOT, 'tools');
  const files = readdirSync(tools, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.[cm]js$/.test(file),
  );
  const missing = files.flatMap((file) =>
    [...readFileSync(join(tools, file), 'utf8').matchAll(/(?:from |import\(|require\()'(\.\.?\/[^'${}]+)'/g)]
      .filter(([, path = '']) => !existsSync(join(tools, dirname(file), path)))
      .map(([, path]) => `${file}: ${path}`),
  );
  assert.ok(files.length > 50);
  assert.deepEqual(missing, []);
});
