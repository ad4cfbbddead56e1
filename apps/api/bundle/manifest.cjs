const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { pruneLockfile } = require('./prune-lockfile.cjs');

const ROOT = join(__dirname, '../../..');
/** The package that decompresses fonts for preview pictures, in a process of its own. */
const FONT_READER = 'wawoff2';
const FONTS = '@fontsource-variable/';

/**
 * Writes `package.json` and `package-lock.json` of the bundled API: the packages that must be installed where it
 * runs, in the versions it was built with. These are the unbundled packages, and those of the program that draws
 * preview pictures.
 *
 * @param {string} folder
 * @param {readonly string[]} leftOut packages that are not in the bundle
 * @throws {Error} when the lockfile lacks one of them
 */
function writeManifest(folder, leftOut) {
  const { name, version, license, engines, dependencies, scarfSettings } = readJson('package.json');
  const lockfile = readJson('package-lock.json');
  const fonts = Object.keys(dependencies).filter((one) => one.startsWith(FONTS));
  const needed = [...leftOut, FONT_READER, ...fonts].sort();
  const manifest = {
    name: `${name}-api`,
    version,
    license,
    private: true,
    engines,
    dependencies: Object.fromEntries(
      needed.map((one) => [one, lockfile.packages[`node_modules/${one}`]?.version]),
    ),
    scarfSettings,
  };
  writeJson(join(folder, 'package.json'), manifest);
  writeJson(join(folder, 'package-lock.json'), pruneLockfile(lockfile, manifest));
}

/** @param {string} file relative to the repository */
function readJson(file) {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
}

/**
 * @param {string} file
 * @param {unknown} content
 */
function writeJson(file, content) {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

module.exports = { writeManifest };
