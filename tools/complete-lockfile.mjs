/**
 * `node tools/complete-lockfile.mjs`, after `npm install`: adds to `package-lock.json` the optional packages of other
 * platforms that npm left out. npm drops them where the registry in use is a mirror without them, and `npm ci` then
 * rejects the lockfile everywhere, although they are not needed there.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ROOT } from './run/paths.mjs';

/**
 * @typedef {object} Entry
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, { optional?: boolean }>} [peerDependenciesMeta]
 */

/**
 * @param {Record<string, Entry>} packages of a lockfile; changed in place
 * @returns {string[]} names added. Only exactly pinned ones with a platform in their name: nothing else can be known
 *   without asking a registry.
 */
export function completeLockfile(packages) {
  const names = new Set(
    Object.keys(packages).map((path) =>
      path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    ),
  );
  /** @type {string[]} */
  const added = [];
  for (const entry of Object.values({ ...packages })) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const platform = platformOf(name);
      if (names.has(name) || !/^\d+\.\d+\.\d+/.test(version) || !platform) continue;
      names.add(name);
      added.push(name);
      packages[`node_modules/${name}`] = {
        version,
        ...platform,
        ...(entry.dev ? { dev: true } : {}),
        optional: true,
      };
    }
  }
  return added;
}

const SYSTEMS = [
  'android',
  'darwin',
  'freebsd',
  'netbsd',
  'openbsd',
  'openharmony',
  'linux',
  'sunos',
  'aix',
  'win32',
];
const PROCESSORS = [
  'arm64',
  'arm',
  'x64',
  'ia32',
  'riscv64',
  'ppc64',
  's390x',
  'loong64',
  'mips64el',
  'wasm32',
];

/**
 * @param {string} name as in `@rollup/rollup-linux-arm64-musl`
 * @returns {Pick<Entry, 'os' | 'cpu' | 'libc'> | undefined} undefined when the name contains no platform
 */
export function platformOf(name) {
  const parts = name.split(/[-/]/);
  const os = SYSTEMS.find((system) => parts.includes(system));
  const cpu = PROCESSORS.find((processor) => parts.includes(processor));
  if (parts.includes('wasm32')) return { cpu: ['wasm32'] };
  if (!os) return parts.includes('unknown') ? { os: ['none'] } : undefined;
  const libc = parts.some((part) => part.startsWith('musl'))
    ? 'musl'
    : parts.some((part) => part.startsWith('gnu'))
      ? 'glibc'
      : undefined;
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    os: [os],
    ...(libc && os === 'linux' ? { libc: [libc] } : {}),
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = process.argv[2] ?? join(ROOT, 'package-lock.json');
  const lockfile = JSON.parse(readFileSync(file, 'utf8'));
  const added = completeLockfile(lockfile.packages);
  const sorted = Object.entries(lockfile.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(file, `${JSON.stringify({ ...lockfile, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
  process.stdout.write(`${added.length} added\n`);
}
