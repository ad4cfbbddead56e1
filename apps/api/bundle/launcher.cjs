/*
 * Starts the API: `server.js`, which holds it with its libraries, by way of `server.cache`, V8's compiled form of that file. A cache of
 * another version of Node is not used; the start then takes longer. Both are made by `bundle.cjs`; so is, by `--write-cache`, the
 * cache itself.
 */
const { subscribe } = require('node:diagnostics_channel');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { Script, constants } = require('node:vm');

const SERVER = join(__dirname, 'server.js');
const CACHE = join(__dirname, 'server.cache');
const isWriting = process.argv.includes('--write-cache');

// What a start makes stays. V8 would take it for a busy program's waste, and keep 30 MB of room for more of it until there is traffic.
setFlagsFromString('--semi-space-growth-factor=1');
subscribe('expertbook.listening', () => setFlagsFromString('--semi-space-growth-factor=2'));

const script = read();
const module_ = { exports: {} };
script
  .runInThisContext()
  .call(module_.exports, module_.exports, createRequire(SERVER), module_, SERVER, __dirname);
if (isWriting) {
  // The API has been loaded and has only begun to start: what is here is what every start compiles.
  writeFileSync(CACHE, script.createCachedData());
  process.exit(0);
}

/** In a function, so that nothing keeps what was read. */
function read() {
  const cachedData = !isWriting && existsSync(CACHE) ? readFileSync(CACHE) : undefined;
  return new Script(readFileSync(SERVER, 'latin1'), {
    filename: SERVER,
    cachedData,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
}
