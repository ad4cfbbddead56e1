import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { run } from './command.mjs';
import { quietEnvironment } from './environment.mjs';
import { API_MAIN, installedProgram, ROOT, WEB_ROOT } from './paths.mjs';
import { explain } from './plain-error.mjs';
import { step } from './terminal.mjs';

const STAMP = join(ROOT, 'dist', '.expertbook-build');
/** Nx targets that build the API and the web app. */
export const BUILD_TARGETS = Object.freeze(['build', 'precompress']);

const SOURCES = ['apps/api', 'apps/booking', 'apps/portal', 'apps/web', 'libs'];
const SETTINGS = [
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.angular.json',
  'nx.json',
  '.postcssrc.json',
  'tools/precompress.mjs',
  'tools/route-chunks.mjs',
  'tools/site.mjs',
];

/**
 * Builds the API and the web app when a source has changed since the last build.
 *
 * @throws {import('./plain-error.mjs').PlainError}
 */
export async function ensureBuilt() {
  const now = fingerprint();
  const fresh =
    existsSync(API_MAIN) &&
    existsSync(join(WEB_ROOT, 'index.html')) &&
    existsSync(STAMP) &&
    readFileSync(STAMP, 'utf8') === now;
  if (fresh) return;
  await step('Building the API and the web app', async (note) => {
    note('compiling');
    const result = await run(
      installedProgram('nx'),
      ['run-many', '-t', ...BUILD_TARGETS, '-p', 'api,web', '--outputStyle=static'],
      {
        env: quietEnvironment(),
      },
    );
    if (result.code !== 0 || !existsSync(API_MAIN) || !existsSync(join(WEB_ROOT, 'index.html'))) {
      throw explain(new Error(`nx ended with code ${result.code}`), 'Building', result.tail);
    }
    rememberBuild(now);
  });
}

/**
 * Makes the next {@link ensureBuilt} use the existing build.
 *
 * @param {string} print the {@link fingerprint} of the build
 */
export function rememberBuild(print) {
  writeFileSync(STAMP, print);
}

/**
 * @param {string} [node] version that builds; ours when left out
 * @returns {string} changes with every source file and setting that goes into the build, and with the version of Node
 */
export function fingerprint(node = process.version) {
  // The API's compile cache is specific to a Node version.
  const hash = createHash('sha256').update(node);
  const files = [
    ...SOURCES.flatMap((folder) => filesIn(join(ROOT, folder))),
    ...SETTINGS.map((file) => join(ROOT, file)),
  ];
  for (const file of files.sort()) {
    if (!existsSync(file)) continue;
    hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(int-)?spec\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !/\/(node_modules|coverage|test-results)\//.test(file));
}
