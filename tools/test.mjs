/**
 * `npm test`: all checks in one run, also on a new machine. `--only=format,lint,typecheck,unit` selects stages (that
 * is `npm run check`); `--node=24` runs them on the Node of production (that is `npm run test:node24`). The last line
 * is `N passed, N failed`.
 */
import { parseArgs } from 'node:util';

import { ensureChromium } from './chromium.mjs';
import { ensureMongodBinary } from './mongod/index.mjs';
import { environmentOn, ensureNode24 } from './node24/binary.mjs';
import { endCommands } from './run/command.mjs';
import { quietEnvironment } from './run/environment.mjs';
import { ensureInstalled } from './run/install.mjs';
import { dataDirOf } from './run/paths.mjs';
import { explain, PlainError } from './run/plain-error.mjs';
import { bold, complain, duration, green, red, printLine, step } from './run/terminal.mjs';
import { NONE, sum } from './test/counts.mjs';
import { freshReports, STAGES } from './test/stages.mjs';

for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.once(name, () => {
    endCommands();
    process.exit(130);
  });
}

/** @type {{ title: string, counts: import('./test/counts.mjs').Counts, ms: number }[]} */
const results = [];
try {
  const { values } = parseArgs({ options: { only: { type: 'string' }, node: { type: 'string' } } });
  const stages = chosen(values.only);
  await ensureInstalled();
  const env = await environment(stages);
  const tools = { ...(await chosenNode(values.node, env)), reports: freshReports() };
  /** @type {Set<string>} */
  const failed = new Set();
  for (const stage of stages) {
    printLine(`\n${bold(`== ${stage.title}`)}`);
    const began = Date.now();
    const blocked = stage.after !== undefined && failed.has(stage.after);
    if (blocked) printLine(`Not run: "${stage.after}" failed.`);
    const counts = blocked ? { ...NONE, failed: 1 } : await stage.run(tools);
    if (counts.failed > 0) failed.add(stage.name);
    const ms = Date.now() - began;
    results.push({ title: stage.title, counts, ms });
    printLine(
      `${counts.failed > 0 ? red('✗') : green('✓')} ${stage.title}: ${wordsFor(counts)}, ${duration(ms)}`,
    );
  }
} catch (error) {
  complain(explain(error, 'Testing'));
  results.push({ title: 'Preparation', counts: { ...NONE, failed: 1 }, ms: 0 });
}
finish();

/**
 * @param {string | undefined} only comma-separated names
 * @returns {import('./test/stages.mjs').Stage[]}
 */
function chosen(only) {
  if (!only) return [...STAGES];
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    throw new PlainError(
      `There is no stage "${unknown.join('", "')}".`,
      `Choose from ${STAGES.map((stage) => stage.name).join(', ')}.`,
    );
  }
  return STAGES.filter((stage) => names.includes(stage.name));
}

/**
 * Finds or downloads what the selected stages need, and passes it through their environment.
 *
 * @param {readonly import('./test/stages.mjs').Stage[]} stages
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function environment(stages) {
  const env = quietEnvironment();
  if (stages.some((stage) => stage.needsDatabase)) {
    env.MONGOD_BINARY = await step('Finding a MongoDB', (note) =>
      ensureMongodBinary({ dataDir: dataDirOf(), log: note }),
    );
  }
  if (stages.some((stage) => stage.needsBrowser)) {
    env.CHROMIUM_BIN = await step('Finding a Chromium', (note) => ensureChromium({ log: note }));
  }
  return env;
}

/**
 * @param {string | undefined} wanted
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Pick<import('./test/stages.mjs').Tools, 'env' | 'node'>>} with which Node the stages run
 */
async function chosenNode(wanted, env) {
  if (wanted === undefined || Number(wanted) === Number.parseInt(process.versions.node, 10))
    return { env, node: process.execPath };
  const node =
    wanted === '24'
      ? await step('Finding Node 24', (log) => ensureNode24({ dataDir: dataDirOf(), log }))
      : undefined;
  if (!node)
    throw new PlainError(
      `Node ${wanted} is not to be had for this machine.`,
      `Install it, and run the tests with it: nvm exec ${wanted} npm test`,
    );
  return { env: environmentOn(node, env), node };
}

/** @param {import('./test/counts.mjs').Counts} counts */
function wordsFor({ passed, failed, skipped }) {
  return [`${passed} passed`, `${failed} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(', ');
}

/** Prints the sum; programs read its last line. */
function finish() {
  const total = sum(results.map((result) => result.counts));
  printLine(`\n${bold('== Summary')}`);
  for (const { title, counts, ms } of results)
    printLine(`${wordsFor(counts).padEnd(24)} ${duration(ms).padStart(12)}  ${title}`);
  for (const failure of total.failures ?? []) printLine(`${red('✗')} ${failure}`);
  if (total.skipped > 0)
    printLine(`\n${total.skipped} skipped: a skipped test proves nothing, so this run counts as failed.`);
  if (total.passed + total.failed === 0) printLine('\nNothing was run.');
  process.exitCode = total.failed > 0 || total.skipped > 0 || total.passed === 0 ? 1 : 0;
  printLine(`${total.passed} passed, ${total.failed} failed`);
}
