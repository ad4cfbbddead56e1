const { mkdirSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { join, relative } = require('node:path');

const SPEC = /^(.+)\.int-spec\.ts$/;
const GROUP_SIZE = 6;
/**
 * Specs with a process's memory, clock or load to themselves, the longest first: they begin first, so that no worker ends with one of
 * them while the other has nothing left.
 */
const ALONE = [
  'schemathesis',
  'model',
  'step-down',
  'outage',
  'disk-full',
  'races',
  'one-network',
  'connections-booking',
  'matrix',
  'rolling-restart',
  'mail-flood',
  'busy-times-memory',
  'caldav-large',
  'bundle',
];

/**
 * Integration specs in groups. Loading Nest, Mongoose and the API takes most of a short spec's time, and Jest loads them for each test
 * file.
 *
 * @param {readonly string[]} names of specs
 * @returns {string[][]} each spec once; groups in the order to run them
 */
function groupsOf(names) {
  const alone = ALONE.filter((name) => names.includes(name));
  const others = names.filter((name) => !alone.includes(name)).sort();
  const groups = alone.map((name) => [name]);
  for (let i = 0; i < others.length; i += GROUP_SIZE) groups.push(others.slice(i, i + GROUP_SIZE));
  return groups;
}

/**
 * Writes one test file for each group.
 *
 * @param {string} folder of the written files; emptied before
 */
function writeGroups(folder) {
  const names = readdirSync(__dirname).flatMap((file) => SPEC.exec(file)?.[1] ?? []);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  groupsOf(names).forEach((group, i) => {
    const number = String(i + 1).padStart(2, '0');
    const specs = group.map((name) => relative(folder, join(__dirname, `${name}.int-spec.ts`)));
    const lines = specs.map((spec) => `require(${JSON.stringify(spec)});\n`);
    const range = group.length > 1 ? `${group[0]}-to-${group.at(-1)}` : group[0];
    writeFileSync(join(folder, `${number}-${range}.int-group.js`), lines.join(''));
  });
}

module.exports = { ALONE, writeGroups };
