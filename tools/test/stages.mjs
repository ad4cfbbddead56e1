import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { fingerprint, rememberBuild } from '../run/build.mjs';
import { run } from '../run/command.mjs';
import { API_MAIN, installedProgram, ROOT, WEB_ROOT } from '../run/paths.mjs';
import { precompress } from '../precompress.mjs';
import { jestCounts, NONE, playwrightCounts, readCounts, single, sum, tapCounts } from './counts.mjs';

/**
 * @typedef {import('./counts.mjs').Counts} Counts
 *
 * @typedef {object} Tools what the stages need, found before
 * @property {NodeJS.ProcessEnv} env
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

/** Far from Greenwich, on a quarter of an hour, with summer time in the south: what UTC hides, this shows. */
const FAR_ZONE = 'Pacific/Chatham';

/** The tools' own tests that start a real mongod. */
const NEED_DATABASE = (/** @type {string} */ file) => file.startsWith('mongod/') || file === 'start.test.mjs';

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
    run: async (tools) => sum([await nx(tools, 'lint'), await check(tools, 'eslint', ['tools'])]),
  },
  { name: 'typecheck', title: 'Types', run: (tools) => nx(tools, 'typecheck') },
  { name: 'unit', title: 'Unit tests', run: unit },
  { name: 'build', title: 'Build (API, web)', run: build },
  {
    name: 'integration',
    title: 'Integration tests (API against a real MongoDB replica set)',
    needsDatabase: true,
    after: 'build',
    run: async (tools) =>
      sum([await nodeTests(tools, NEED_DATABASE), await jest(tools, 'apps/api/jest.int.config.cjs', 'UTC')]),
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
 * @param {Tools} tools
 * @returns {Promise<Counts>}
 */
async function unit(tools) {
  const counts = [await nodeTests(tools, (file) => !NEED_DATABASE(file))];
  const projects = unitProjects();
  for (const config of projects) {
    // What clients' browsers run is seldom in UTC; it is looked at where more can go wrong, and in Berlin by the browser tests.
    if (!config.includes('web')) counts.push(await jest(tools, config, 'UTC'));
    if (!config.includes('contracts')) counts.push(await jest(tools, config, FAR_ZONE));
  }
  return sum(counts);
}

/** @returns {string[]} the Jest configurations of every project, relative to the repository */
function unitProjects() {
  return ['libs', 'apps']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder)).map((project) => `${folder}/${project}/jest.config.cjs`),
    )
    .filter((config) => existsSync(join(ROOT, config)));
}

/**
 * @param {Tools} tools
 * @param {(file: string) => boolean} wanted
 */
async function nodeTests({ env, reports }, wanted) {
  const files = readdirSync(join(ROOT, 'tools'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.mjs') && wanted(file))
    .map((file) => join('tools', file));
  if (files.length === 0) return NONE;
  const report = join(reports, `tools-${files.length}.tap`);
  subtitle('tools');
  const { code } = await run(
    process.execPath,
    [
      '--test',
      ...['--test-reporter', 'spec', '--test-reporter-destination', 'stdout'],
      ...['--test-reporter', 'tap', '--test-reporter-destination', report],
      ...files,
    ],
    { env, show: true },
  );
  return readCounts(report, code, tapCounts);
}

/**
 * @param {Tools} tools
 * @param {string} config
 * @param {string} zone
 */
async function jest({ env, reports }, config, zone) {
  const report = join(reports, `${config.replaceAll('/', '-')}-${zone.replaceAll('/', '-')}.json`);
  subtitle(`${config.split('/').slice(0, 2).join('/')} (TZ=${zone})`);
  const { code } = await run(
    installedProgram('jest'),
    ['-c', config, '--passWithNoTests', '--json', `--outputFile=${report}`],
    { env: { ...env, TZ: zone }, show: true },
  );
  return readCounts(report, code, (text) => jestCounts(JSON.parse(text)));
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
  const print = fingerprint();
  const counts = await nx(tools, 'build', ['-p', 'api,web']);
  if (counts.failed > 0) return counts;
  if (!existsSync(API_MAIN) || !existsSync(join(WEB_ROOT, 'index.html'))) return { ...NONE, failed: 1 };
  await precompress(WEB_ROOT);
  rememberBuild(print);
  return counts;
}

/**
 * @param {Tools} tools
 * @param {string} target
 * @param {string[]} [more]
 */
function nx(tools, target, more = []) {
  return check(tools, 'nx', ['run-many', '-t', target, '--parallel=2', '--outputStyle=static', ...more]);
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
