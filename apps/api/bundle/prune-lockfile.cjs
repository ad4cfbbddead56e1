/**
 * @typedef {object} Entry of a lockfile
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, { optional?: boolean }>} [peerDependenciesMeta]
 *
 * @typedef {object} Lockfile of version 3
 * @property {Record<string, Entry>} packages by their place, for instance `node_modules/sharp`; the project itself by the empty text
 *
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} version
 * @property {Record<string, string>} dependencies
 */

const FOLDER = 'node_modules/';

/**
 * Resolves nothing again: every package keeps its path and its version.
 *
 * @template {Lockfile} T
 * @param {T} lockfile of a whole repository
 * @param {Manifest} manifest of a part of it
 * @returns {T} the packages of that part with their dependencies, for every platform
 * @throws {Error} when the lockfile lacks one that is needed
 */
function pruneLockfile(lockfile, manifest) {
  /** @type {Record<string, Entry>} */
  const kept = {};
  const waiting = Object.keys(manifest.dependencies).map((name) => ({ name, from: '', isOptional: false }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const place = placeOf(next.name, next.from, lockfile.packages);
    const entry = place === undefined ? undefined : lockfile.packages[place];
    if (place === undefined || !entry) {
      if (next.isOptional) continue;
      throw new Error(`package-lock.json lacks ${next.name}, which ${next.from || manifest.name} needs.`);
    }
    if (kept[place]) continue;
    kept[place] = { ...entry };
    delete kept[place].dev;
    for (const need of needsOf(entry)) waiting.push({ ...need, from: place });
  }
  const places = Object.keys(kept).sort((a, b) => a.localeCompare(b, 'en'));
  return {
    ...lockfile,
    name: manifest.name,
    version: manifest.version,
    packages: { '': manifest, ...Object.fromEntries(places.map((place) => [place, kept[place]])) },
  };
}

/** @param {Entry} entry */
function needsOf({
  dependencies = {},
  optionalDependencies = {},
  peerDependencies = {},
  peerDependenciesMeta = {},
}) {
  return [
    ...Object.keys(dependencies).map((name) => ({ name, isOptional: name in optionalDependencies })),
    ...Object.keys(optionalDependencies).map((name) => ({ name, isOptional: true })),
    ...Object.keys(peerDependencies)
      .filter((name) => !peerDependenciesMeta[name]?.optional)
      .map((name) => ({ name, isOptional: false })),
  ];
}

/**
 * @param {string} name of a package
 * @param {string} from the place of the one that needs it
 * @param {Record<string, Entry>} packages
 * @returns {string | undefined} where Node finds it: in the folder of who needs it, or the nearest one around
 */
function placeOf(name, from, packages) {
  for (let around = from; ; around = around.slice(0, Math.max(around.lastIndexOf(FOLDER) - 1, 0))) {
    const place = `${around}${around && '/'}${FOLDER}${name}`;
    if (packages[place]) return place;
    if (around === '') return undefined;
  }
}

module.exports = { pruneLockfile };
