import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';

import { ROOT } from '../run/paths.mjs';

const require = createRequire(import.meta.url);
const folder = join(ROOT, 'apps/api/test');
const { ALONE, writeGroups } = require(join(folder, 'groups.cjs'));

test('every integration spec is in exactly one group, and those that run alone exist', () => {
  const groups = mkdtempSync(join(tmpdir(), 'expertbook-groups-'));
  try {
    writeGroups(groups);
    const grouped = readdirSync(groups).flatMap((file) =>
      [...readFileSync(join(groups, file), 'utf8').matchAll(/require\("(.+)"\)/g)].map(([, path]) =>
        basename(path),
      ),
    );
    const specs = readdirSync(folder).filter((file) => file.endsWith('.int-spec.ts'));
    assert.deepEqual(grouped.sort(), specs.sort());
    for (const name of ALONE) assert.ok(specs.includes(`${name}.int-spec.ts`), name);
  } finally {
    rmSync(groups, { recursive: true });
  }
});
