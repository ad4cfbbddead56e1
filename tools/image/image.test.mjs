import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { ensureMongodBinary, freePort, startReplicaSet } from '../mongod/index.mjs';
import { startApi, untilReady } from '../run/api.mjs';
import { GENEROUS_LIMITS } from '../run/generous-limits.mjs';
import { dataDirOf, ROOT } from '../run/paths.mjs';
import { seed } from '../seed.mjs';

/** Maximum size of the packages in the image. Bytes. */
const MAX_BYTES = 60 * 1024 ** 2;

const folder = mkdtempSync(join(tmpdir(), 'expertbook-image-'));
const app = join(folder, 'app');
const read = (/** @type {string} */ file) => JSON.parse(readFileSync(join(app, file), 'utf8'));
/** @type {(() => Promise<void>)[]} */
const stops = [];
after(async () => {
  for (const stop of stops.reverse()) await stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Copies and installs what `docker/Dockerfile` does, with packages of this machine. */
before(() => {
  for (const built of ['dist/apps/api', 'dist/apps/web/browser'])
    cpSync(join(ROOT, built), join(app, built), { recursive: true });
  for (const place of Object.keys(read('dist/apps/api/package-lock.json').packages)) {
    const from = join(ROOT, place);
    // Packages of other platforms are only in the lockfile.
    if (place === '' || !existsSync(from)) continue;
    cpSync(from, join(app, place), {
      recursive: true,
      filter: (path) => path === from || !path.slice(from.length).includes('/node_modules'),
    });
  }
});

/** @param {string} path @returns {number} bytes of all files in it */
function sizeOf(path) {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath ?? entry.path, entry.name)).size, 0);
}

test('the image has few packages, and they can be loaded', () => {
  const { dependencies } = read('dist/apps/api/package.json');
  const loaded = Object.keys(dependencies).filter((name) => !name.startsWith('@fontsource'));
  const program = `for (const name of ${JSON.stringify(loaded)}) require(name);`;
  execFileSync(process.execPath, ['-e', program], { cwd: app, stdio: 'pipe' });
  const size = sizeOf(join(app, 'node_modules'));
  assert.ok(size < MAX_BYTES, `${Math.round(size / 1024 ** 2)} MB of packages`);
  for (const name of ['@angular', '@fullcalendar', '@jsverse', 'qrcode', '@nestjs', 'mongoose'])
    assert.equal(existsSync(join(app, 'node_modules', name)), false, name);
});

test('with no other packages installed it signs up, books, draws preview pictures and serves its documentation', async () => {
  const binary = await ensureMongodBinary({ dataDir: dataDirOf() });
  const set = await startReplicaSet({ binary, dbPath: join(folder, 'db') });
  stops.push(set.stop);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const api = startApi({
    main: join(app, 'dist/apps/api/main.js'),
    cwd: app,
    logFile: join(folder, 'api.log'),
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      MONGO_URI: set.uriOf('image'),
      PORT: String(port),
      PUBLIC_URL: url,
      WEB_ROOT: join(app, 'dist/apps/web/browser'),
      JWT_SECRET: 'only-for-this-run-and-gone-with-it-0123456789',
      ...GENEROUS_LIMITS,
    },
  });
  stops.push(api.stop);
  await untilReady(api, url);

  const { handle, bookings, problem } = await seed({ url });
  assert.equal(problem, undefined);
  assert.ok(bookings > 0);
  const page = await (await fetch(`${url}/${handle}`)).text();
  const [, picture = ''] = /property="og:image" content="([^"]+)"/.exec(page) ?? [];
  const drawn = await fetch(picture);
  assert.deepEqual([drawn.status, drawn.headers.get('content-type')], [200, 'image/jpeg']);
  for (const path of ['/api/docs', '/api/docs/swagger-ui-bundle.js'])
    assert.equal((await fetch(url + path)).status, 200, path);
});
