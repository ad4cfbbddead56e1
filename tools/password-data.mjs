// Writes the data for rating new passwords: `node tools/password-data.mjs`, after an update of
// @zxcvbn-ts/language-common.
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '../apps/api/src/app/sign-in/password-data.json');
/** The list is sorted by frequency in leaked data. */
const MAX_COMMON = 3000;
/** Equal to PASSWORD_MIN_LENGTH of the API: shorter ones are rejected for their length. */
const MIN_LENGTH = 10;
const GRAPHS = /** @type {const} */ (['azerty', 'keypad', 'qwerty', 'qwertz']);

const leaked = dictionary['passwords-common'];
const common = leaked.slice(0, MAX_COMMON);
const long = leaked.slice(MAX_COMMON).filter((password) => password.length >= MIN_LENGTH);
const graphs = Object.fromEntries(GRAPHS.map((name) => [name, adjacencyGraphs[name]]));
writeFileSync(FILE, `${JSON.stringify({ common: common.join(' '), long: long.join(' '), graphs })}\n`);
process.stdout.write(`${common.length} common passwords, ${long.length} more of full length\n`);
