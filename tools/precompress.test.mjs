import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { precompress } from './precompress.mjs';

const folder = mkdtempSync(join(tmpdir(), 'expertbook-precompress-'));
after(() => rmSync(folder, { recursive: true }));
const script = 'export const answer = 42;\n'.repeat(200);

test('creates both encodings of text files, and only of those', async () => {
  writeFileSync(join(folder, 'main-ABCDEFGH.js'), script);
  writeFileSync(join(folder, 'small.css'), 'a{}');
  writeFileSync(join(folder, 'photo.png'), Buffer.alloc(5000));
  const total = await precompress(folder);
  assert.equal(total.files, 1);
  assert.equal(brotliDecompressSync(readFileSync(join(folder, 'main-ABCDEFGH.js.br'))).toString(), script);
  assert.equal(gunzipSync(readFileSync(join(folder, 'main-ABCDEFGH.js.gz'))).toString(), script);
  assert.equal(existsSync(join(folder, 'small.css.br')), false);
  assert.equal(existsSync(join(folder, 'photo.png.br')), false);
});

test('removes those of a file of an earlier build', async () => {
  rmSync(join(folder, 'main-ABCDEFGH.js'));
  await precompress(folder);
  assert.equal(existsSync(join(folder, 'main-ABCDEFGH.js.br')), false);
});
