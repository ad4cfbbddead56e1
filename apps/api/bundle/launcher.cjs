/*
 * Starts the API: `server.js` has it with its libraries, and `server.cache` is V8's compile cache of that file. A
 * cache of another Node version is not used; the start then takes longer. Both are made by `bundle.cjs`, the cache by
 * running this file with `--write-cache`.
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

// Objects created at the start stay. V8 would otherwise expect many short-lived objects, and reserve 30 MB for them
// until there is traffic.
setFlagsFromString('--semi-space-growth-factor=1');
subscribe('expertbook.listening', () => setFlagsFromString('--semi-space-growth-factor=2'));

const script = read();
const module_ = { exports: {} };
script
  .runInThisContext()
  .call(module_.exports, module_.exports, createRequire(SERVER), module_, SERVER, __dirname);
if (isWriting) {
  // The API is loaded and has just begun to start: the cache contains what every start compiles.
  writeFileSync(CACHE, script.createCachedData());
  process.exit(0);
}

/** In a function, so that nothing keeps a reference to the file's content. */
function read() {
  const cachedData = !isWriting && existsSync(CACHE) ? readFileSync(CACHE) : undefined;
  return new Script(readFileSync(SERVER, 'latin1'), {
    filename: SERVER,
    cachedData,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
}
