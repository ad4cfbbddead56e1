const { build } = require('esbuild');
const { execFileSync } = require('node:child_process');
const { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');

/** Programs in machine code, the pages of a library that finds them by its own place, and what a few requests in a million need. */
const LEFT_OUT = ['@node-rs/argon2', 'sharp', 'swagger-ui-dist', 'swagger-ui-dist/*', 'nodemailer'];

/**
 * Puts a built API and the libraries it uses into one file, with V8's compiled form of it beside, and a small program in front
 * that starts both: of the time from start to ready, half went into finding, reading and compiling two thousand files.
 *
 * Identifiers keep their names: Mongoose and Nest know classes by them. The libraries must still be installed, for those parts
 * that cannot be in a bundle.
 *
 * @param {string} folder with `main.js`, which becomes the program in front; `server.js` and `server.cache` come to it
 * @returns {Promise<void>}
 * @throws {Error} when it cannot be bundled or does not load
 */
async function bundle(folder) {
  const [main, plain, server] = ['main.js', 'plain.js', 'server.js'].map((file) => join(folder, file));
  renameSync(main, plain);
  if (readFileSync(plain, 'utf8').includes('IsPhoneNumber'))
    throw new Error('Phone numbers are left out of the bundle: see leaveOutPhoneNumbers.');
  await build({
    entryPoints: [plain],
    outfile: server,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: LEFT_OUT,
    plugins: [leaveOutWhatIsNotInstalled, leaveOutPhoneNumbers],
    // Not the syntax: classes would lose their names, by which Mongoose and Nest know them.
    minifyWhitespace: true,
    // Stack traces name lines.
    lineLimit: 160,
    legalComments: 'none',
    // As Node itself wraps a module; see the program in front.
    banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
    footer: { js: '})' },
    logLevel: 'error',
  });
  writeFileSync(server, inAscii(readFileSync(server, 'utf8')));
  copyFileSync(join(__dirname, 'launcher.cjs'), main);
  execFileSync(process.execPath, [main, '--write-cache'], { stdio: 'inherit' });
  rmSync(plain);
}

/** Libraries try for others that nobody needs here. */
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

/** A string with one letter beyond Latin takes twice the memory; what is left of them stands in regular expressions. */
function inAscii(/** @type {string} */ source) {
  return source.replaceAll(
    /[^\0-\x7F]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

module.exports = { bundle };
