import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { everySource } from '../src/app/public-pages/page-sources';
import { CHUNK_MANIFEST } from '../src/app/public-pages/route-chunks';

/** A minimal web app, built like the real one. */
export function writeWebApp(folder: string): void {
  mkdirSync(join(folder, 'media'));
  mkdirSync(join(folder, 'expert'));
  const files: Record<string, string | Buffer> = {
    'index.html':
      '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"/><title>ExpertBook</title><base href="/"/>' +
      '<meta name="description" content="x"/><script>theme()</script><link rel="stylesheet" href="styles-ABCDEFGH.css"></head>' +
      '<body><eb-root></eb-root><script src="main-ABCDEFGH.js" type="module"></script></body></html>',
    'main-ABCDEFGH.js': '0',
    'chunk-PROFILE1.js': '1',
    'chunk-EVENTS12.js': '2',
    [CHUNK_MANIFEST]: JSON.stringify({
      ...Object.fromEntries([...everySource()].map((source) => [source, []])),
      'booking/profile-page.ts': ['chunk-PROFILE1.js'],
      'booking/event-type-page.ts': ['chunk-EVENTS12.js'],
    }),
    'embed.js': 'embed()',
    'embed.js.gz': gzipSync('embed()'),
    'styles-ABCDEFGH.css': 'h1{color:red}',
    'expert/index.html':
      '<!doctype html><html><head><meta charset="utf-8"></head><body><eb-root></eb-root>expert side</body></html>',
    'media/figtree-latin-ABCDEFGH.woff2': '',
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
}
