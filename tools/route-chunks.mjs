/**
 * Writes which script files each lazily loaded part of the web app takes, for the API to name them in its pages:
 * `browser/route-chunks.json`, from the builder's `stats.json`. Alone: `node tools/route-chunks.mjs [folder]`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { WEB_ROOT } from './run/paths.mjs';

/** Sources of the app; the manifest names them from here. */
const APP = 'apps/web/src/app/';
/** What the clients' side starts with: in production, in development. */
const ENTRIES = ['apps/web/src/main-public.ts', 'apps/web/src/main.ts'];
const DYNAMIC = 'dynamic-import';
const MANIFEST = 'route-chunks.json';

/**
 * What is read of the builder's stats, which have the form of an esbuild metafile.
 *
 * @typedef {object} Stats
 * @property {Record<string, { imports: Import[] }>} inputs by source
 * @property {Record<string, Output>} outputs by file name
 *
 * @typedef {object} Import
 * @property {string} path
 * @property {string} kind `import-statement`, `dynamic-import` and others
 *
 * @typedef {object} Output
 * @property {Record<string, unknown>} inputs by source
 * @property {Import[]} imports
 * @property {string[]} exports
 * @property {string} [entryPoint] source; the builder's chunk optimizer drops it, except for what the application starts with
 */

/**
 * @param {Stats} stats
 * @returns {Record<string, string[]>} by source below `src/app`: the files that it takes besides those the application starts
 *   with; none for a source that is among those
 * @throws {Error} when the stats are of another application
 */
export function routeChunks({ inputs, outputs }) {
  const main = Object.keys(outputs).find((file) => ENTRIES.includes(outputs[file]?.entryPoint ?? ''));
  if (main === undefined) throw new Error(`The builder's stats have no output of ${ENTRIES.join(' or ')}.`);
  const start = closure(outputs, main);
  const lazy = new Set(dynamicImports(Object.values(outputs)));
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const source of new Set(dynamicImports(Object.values(inputs)))) {
    const chunk = chunkOf(outputs, lazy, source);
    if (chunk)
      found.set(
        source,
        [...closure(outputs, chunk)].filter((file) => !start.has(file)),
      );
  }
  for (const file of start)
    for (const source of Object.keys(outputs[file]?.inputs ?? {})) found.set(source, []);
  const named = [...found].filter(([source]) => source.startsWith(APP)).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(named.map(([source, files]) => [source.slice(APP.length), files]));
}

/**
 * The file that a dynamic import of a source loads: the one that holds the source, or a small one that re-exports it from a file shared
 * with others. Its exports tell it from other parts of the same shared file.
 *
 * @param {Stats['outputs']} outputs
 * @param {ReadonlySet<string>} lazy files that are loaded by a dynamic import
 * @param {string} source
 * @returns {string | undefined} nothing when it is unknown: the source exports nothing named like its file
 */
function chunkOf(outputs, lazy, source) {
  const exported = exportOf(source);
  const holds = (/** @type {string} */ file) => source in (outputs[file]?.inputs ?? {});
  const candidates = [...lazy].filter((file) => outputs[file]?.exports.includes(exported));
  return (
    [...lazy].find((file) => outputs[file]?.entryPoint === source) ??
    candidates.find(holds) ??
    candidates.find((file) => staticImports(outputs, file).some(holds))
  );
}

/** @param {string} source @returns {string} `ProfilePage` for `profile-page.ts`, `default` for JSON */
function exportOf(source) {
  if (source.endsWith('.json')) return 'default';
  return basename(source, '.ts').replace(/(?:^|-)(\w)/g, (_dash, letter) => letter.toUpperCase());
}

/** @param {{ imports: Import[] }[]} importers @returns {string[]} */
function dynamicImports(importers) {
  return importers.flatMap(({ imports }) =>
    imports.filter(({ kind }) => kind === DYNAMIC).map(({ path }) => path),
  );
}

/** @param {Stats['outputs']} outputs @param {string} file @returns {string[]} */
function staticImports(outputs, file) {
  return (outputs[file]?.imports ?? []).filter(({ kind }) => kind !== DYNAMIC).map(({ path }) => path);
}

/**
 * @param {Stats['outputs']} outputs
 * @param {string} file
 * @param {Set<string>} [found]
 * @returns {Set<string>} the file and all that it needs before it runs, in the order of the imports
 */
function closure(outputs, file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const needed of staticImports(outputs, file)) closure(outputs, needed, found);
  return found;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2] ?? dirname(WEB_ROOT);
  const stats = JSON.parse(await readFile(join(folder, 'stats.json'), 'utf8'));
  await writeFile(join(folder, 'browser', MANIFEST), JSON.stringify(routeChunks(stats), null, 1));
}
