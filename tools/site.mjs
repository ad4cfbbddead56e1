/**
 * Puts the built applications together to the folder that the API serves: the clients' one with the files of
 * `apps/web/public`, and the expert's in `browser/expert`. Alone: `node tools/site.mjs [folder]`.
 */
import { cp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { ROOT, WEB_ROOT } from './run/paths.mjs';

const site = process.argv[2] ?? dirname(WEB_ROOT);
const browser = join(site, 'browser');

await rm(site, { recursive: true, force: true });
await cp(join(ROOT, 'dist/apps/booking'), site, { recursive: true });
await cp(join(ROOT, 'apps/web/public'), browser, { recursive: true });
await cp(join(ROOT, 'dist/apps/portal'), join(browser, 'expert'), {
  recursive: true,
  filter: (file) => !file.endsWith('.txt'),
});
