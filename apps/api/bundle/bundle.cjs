const { build } = require('esbuild');
const { execFileSync } = require('node:child_process');
const { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { writeManifest } = require('./manifest.cjs');

/** Not bundled: native modules, a library that finds its pages by its own path, and libraries that few requests need. */
const LEFT_OUT = ['@node-rs/argon2', 'sharp', 'swagger-ui-dist', 'nodemailer'];

/**
 * Bundles the compiled API and its libraries into one file, with a V8 compile cache and a launcher that starts both:
 * finding, reading and compiling two thousand files took half of the time from start to ready.
 *
 * Identifiers keep their names: Mongoose and Nest identify classes by them. Its `package.json` has the packages that
 * must be
 * installed where it runs.
 *
 * @param {string} from folder with the compiled `main.js`
 * @param {string} to folder, created again
 * @returns {Promise<void>}
 * @throws {Error} when it cannot be bundled or does not load
 */
async function bundle(from, to) {
  const main = join(from, 'main.js');
  const server = join(to, 'server.js');
  if (readFileSync(main, 'utf8').includes('IsPhoneNumber'))
    throw new Error('Phone numbers are left out of the bundle: see leaveOutPhoneNumbers.');
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  await build({
    entryPoints: [main],
    outfile: server,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: LEFT_OUT.flatMap((name) => [name, `${name}/*`]),
    plugins: [leaveOutWhatIsNotInstalled, leaveOutPhoneNumbers],
    // Not the syntax: classes would lose their names, by which Mongoose and Nest identify them.
    minifyWhitespace: true,
    // For line numbers in stack traces.
    lineLimit: 160,
    legalComments: 'none',
    // As Node itself wraps a module; see the launcher.
    banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
    footer: { js: '})' },
    logLevel: 'error',
  });
  writeFileSync(server, inAscii(readFileSync(server, 'utf8')));
  copyFileSync(join(__dirname, 'launcher.cjs'), join(to, 'main.js'));
  writeManifest(to, LEFT_OUT);
  execFileSync(process.execPath, [join(to, 'main.js'), '--write-cache'], { stdio: 'inherit' });
}

/** Libraries try to load optional ones that are not needed here. */
const leaveOutWhatIsNotInstalled = {
  name: 'leave-out-what-is-not-installed',
  /** @param {import('esbuild').PluginBuild} setUp */
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, resolveDir, kind }) => {
      if (kind === 'entry-point') return undefined;
      try {
        createRequire(join(resolveDir, 'any.js')).resolve(path);
        return undefined;
      } catch {
        return { path, external: true };
      }
    });
  },
};

/** The numbering plans of the world, 10 MB when loaded, for one check of class-validator that the API does not use. */
const leaveOutPhoneNumbers = {
  name: 'leave-out-phone-numbers',
  /** @param {import('esbuild').PluginBuild} setUp */
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^libphonenumber-js/ }, ({ path }) => ({ path, namespace: 'left-out' }));
    onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** A string with one non-Latin character takes twice the memory; the remaining ones are in regular expressions. */
function inAscii(/** @type {string} */ source) {
  return source.replaceAll(
    /[^\0-\x7F]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

module.exports = { bundle };
