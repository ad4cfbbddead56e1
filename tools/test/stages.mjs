import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { BUILD_TARGETS, fingerprint, rememberBuild } from '../run/build.mjs';
import { run } from '../run/command.mjs';
import { environmentOn, ensureNode24, versionOf } from '../node24/binary.mjs';
import { API_MAIN, dataDirOf, installedProgram, ROOT, WEB_ROOT } from '../run/paths.mjs';
import { printLine } from '../run/terminal.mjs';
import { jestCounts, NONE, playwrightCounts, readCounts, single, sum, tapCounts } from './counts.mjs';
import { databaseTestFiles, nodeTestArguments } from './node-test-files.mjs';
import { unitCounts, unitTests } from './unit-tests.mjs';

/**
 * @typedef {import('./counts.mjs').Counts} Counts
 *
 * @typedef {object} Tools what the stages need, found before
 * @property {NodeJS.ProcessEnv} env
 * @property {string} node absolute path of the Node that runs the tests; `env` has it first on its PATH unless it is our own
 * @property {string} reports folder for the runners' reports
 *
 * @typedef {object} Stage
 * @property {string} name as in `--only=`
 * @property {string} title
 * @property {boolean} [needsDatabase]
 * @property {boolean} [needsBrowser]
 * @property {string} [after] the stage that must not have failed
 * @property {(tools: Tools) => Promise<Counts>} run
 */

/**
 * What another Node version could break first: zones, hashes, pictures, sockets, the API's compile cache. All tests:
 * `npm run test:node24`.
 */
const PICK_FOR_NODE_24 = [
  ['libs/scheduling/jest.config.cjs', '/(zones|transitions)\\.spec'],
  ['apps/api/jest.int.config.cjs', '/(bundle|photos|realtime)\\.int-spec'],
];

/** @type {readonly Stage[]} */
export const STAGES = [
  {
    name: 'format',
    title: 'Format (Prettier)',
    run: (tools) => check(tools, 'prettier', ['--check', '--log-level', 'warn', '.']),
  },
  {
    name: 'lint',
    title: 'Lint (ESLint, module boundaries)',
    run: (tools) => nx(tools, ['lint']),
  },
  { name: 'typecheck', title: 'Types', run: (tools) => nx(tools, ['typecheck']) },
  { name: 'unit', title: 'Unit tests', run: unit },
  { name: 'build', title: 'Build (API, web)', run: build },
  {
    name: 'integration',
    title: 'Integration tests (API against a real MongoDB replica set)',
    needsDatabase: true,
    after: 'build',
    run: async (tools) =>
      sum([
        await nodeTests(tools, databaseTestFiles()),
        await jest(tools, 'apps/api/jest.int-groups.config.cjs', 'UTC'),
      ]),
  },
  {
    name: 'node24',
    title: 'A pick of them on Node 24, which production runs on',
    needsDatabase: true,
    after: 'build',
    run: onNode24,
  },
  {
    name: 'e2e',
    title: 'Browser tests (Chromium, API, MongoDB)',
    needsDatabase: true,
    needsBrowser: true,
    after: 'build',
    run: playwright,
  },
];

/**
 * Each runner writes its report as an output of its Nx target; a cached target restores it, so that every run counts
 * all tests.
 *
 * @param {Tools} tools
 * @returns {Promise<Counts>}
 */
async function unit(tools) {
  const parts = unitTests();
  for (const { report } of parts) rmSync(join(ROOT, report), { force: true });
  const code = await runNx(tools, ['test', 'test-far-zone'], ['--parallel=1']);
  return unitCounts(parts, code);
}

/**
 * @param {Tools} tools
 * @param {readonly string[]} files
 */
async function nodeTests({ env, node, reports }, files) {
  const report = join(reports, 'tools-database.tap');
  subtitle('tools');
  const { code } = await run(node, nodeTestArguments(report, files), { env, show: true });
  return readCounts(report, code, tapCounts);
}

/**
 * @param {Tools} tools
 * @param {string} config
 * @param {string} zone
 * @param {string} [pattern] of the files; all when left out
 */
async function jest({ env, reports }, config, zone, pattern) {
  const report = join(reports, `${config.replaceAll('/', '-')}${pattern ? '-pick' : ''}.json`);
  subtitle(`${config.split('/').slice(0, 2).join('/')} (TZ=${zone})`);
  const { code } = await run(
    installedProgram('jest'),
    ['-c', config, '--json', `--outputFile=${report}`, ...(pattern ? ['--testPathPatterns', pattern] : [])],
    {
      env: { ...env, TZ: zone },
      show: true,
    },
  );
  return readCounts(report, code, (text) => jestCounts(JSON.parse(text)));
}

/** @param {Tools} tools */
async function onNode24(tools) {
  if (versionOf(tools.node).startsWith('v24.')) {
    printLine('Everything ran on it already.');
    return NONE;
  }
  const node = await ensureNode24({ dataDir: dataDirOf(), log: printLine });
  if (!node) {
    printLine('No package has it for this kind of machine; CI runs them.');
    return NONE;
  }
  const there = { ...tools, node, env: environmentOn(node, tools.env) };
  const counts = [];
  for (const [config, pattern] of PICK_FOR_NODE_24) counts.push(await jest(there, config, 'UTC', pattern));
  return sum(counts);
}

/** @param {Tools} tools */
async function playwright({ env, reports }) {
  const report = join(reports, 'playwright.json');
  const { code } = await run(
    installedProgram('playwright'),
    ['test', '-c', 'apps/e2e/playwright.config.ts', '--reporter=list,json'],
    { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report, PLAYWRIGHT_JSON_OUTPUT_FILE: report }, show: true },
  );
  return readCounts(report, code, (text) => playwrightCounts(JSON.parse(text)));
}

/** @param {Tools} tools */
async function build(tools) {
  const print = fingerprint(versionOf(tools.node));
  const counts = await nx(tools, BUILD_TARGETS, ['-p', 'api,web']);
  if (counts.failed > 0) return counts;
  if (!existsSync(API_MAIN) || !existsSync(join(WEB_ROOT, 'index.html'))) return { ...NONE, failed: 1 };
  rememberBuild(print);
  return counts;
}

/**
 * @param {Tools} tools
 * @param {readonly string[]} targets
 * @param {string[]} [more]
 * @returns {Promise<Counts>}
 */
async function nx(tools, targets, more = ['--parallel=2']) {
  return single(await runNx(tools, targets, more));
}

/**
 * @param {Tools} tools
 * @param {readonly string[]} targets
 * @param {readonly string[]} more
 * @returns {Promise<number>} exit code
 */
async function runNx({ env }, targets, more) {
  const args = ['run-many', '-t', ...targets, '--outputStyle=static', ...more];
  const { code } = await run(installedProgram('nx'), args, { env, show: true });
  return code;
}

/**
 * @param {Tools} tools
 * @param {string} program
 * @param {string[]} args
 */
async function check({ env }, program, args) {
  const { code } = await run(installedProgram(program), args, { env, show: true });
  return single(code);
}

/** @param {string} text */
function subtitle(text) {
  process.stdout.write(`\n-- ${text}\n`);
}

/** @returns {string} an empty folder for the runners' reports */
export function freshReports() {
  const folder = join(ROOT, 'tmp', 'test-reports');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
