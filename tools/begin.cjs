/*
 * `node tools/begin.cjs <program> [arguments]` runs `tools/<program>.mjs` if this Node supports it. The programs and
 * their imports use syntax that older versions do not support: those would end with a syntax error before any
 * message.
 */
'use strict';

const path = require('path');
const url = require('url');
const faultOfNode = require('./run/node-version.cjs').faultOfNode;
const engines = require('../package.json').engines;

const fault = faultOfNode(process.version, engines.node);
if (fault) {
  console.error('\n' + fault);
  process.exit(1);
}
const program = path.join(__dirname, process.argv[2] + '.mjs');
process.argv.splice(1, 2, program);
import(url.pathToFileURL(program).href).catch((error) => {
  console.error(error);
  process.exit(1);
});
