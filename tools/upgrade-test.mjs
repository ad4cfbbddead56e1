/**
 * `npm run upgrade-test [-- --from <commit or tag> | --built <main.js>] [--seconds 20]`: a rolling upgrade under
 * load. Builds another version of the API from the repository's history, starts it and then the current one on one
 * database, and lets clients book, reschedule and cancel through both at random. At the end no booking is lost or
 * overlaps (`npm run audit-data`), each is as in its last response, and no field is missing that one of the two
 * versions writes.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { withClient } from './mongod/driver.mjs';
import { ensureMongodBinary, freePort, startReplicaSet } from './mongod/index.mjs';
import { startApi, untilReady } from './run/api.mjs';
import { ensureBuilt } from './run/build.mjs';
import { run } from './run/command.mjs';
import { ending } from './run/ending.mjs';
import { quietEnvironment } from './run/environment.mjs';
import { GENEROUS_LIMITS } from './run/generous-limits.mjs';
import { API_MAIN, dataDirOf, ROOT } from './run/paths.mjs';
import { PlainError } from './run/plain-error.mjs';
import { printLine, step } from './run/terminal.mjs';
import { load } from './upgrade/load.mjs';
import { missingFields } from './upgrade/fields.mjs';

/** The last version that replaced whole documents. */
const FROM = '1c14d61';
const end = ending();

await end.after(async () => {
  const { values } = parseArgs({
    options: {
      from: { type: 'string', default: FROM },
      built: { type: 'string' },
      seconds: { type: 'string', default: '20' },
    },
  });
  await ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'expertbook-upgrade-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const before =
    values.built ??
    (await step(`Building ${values.from}`, () => buildAt(values.from, join(folder, 'before'))));
  const set = await step('Starting MongoDB', async (note) => {
    const binary = await ensureMongodBinary({ dataDir: dataDirOf(), log: note });
    return startReplicaSet({ binary, dbPath: join(folder, 'db'), log: note });
  });
  end.also('database', set.stop);
  const uri = set.uriOf('upgrade');
  const start = async (/** @type {string} */ main, /** @type {string} */ name) => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const api = startApi({ main, env: environment(uri, port), logFile: join(folder, `${name}.log`) });
    end.also(name, api.stop);
    await untilReady(api, url);
    return url;
  };
  const older = await step(`Starting ${values.from}`, () => start(before, 'before'));
  const alone = await step('Booking through it alone', () => load([older], 2));
  const newer = await step('Starting the present version beside it', () => start(API_MAIN, 'present'));
  const both = await step(`Booking through both, ${values.seconds} s`, () =>
    load([older, newer], Number(values.seconds), alone),
  );
  await step('Looking at what is stored', async () => {
    await both.check(newer);
    const missing = await withClient(uri, (client) => missingFields(client.db()));
    if (missing.length > 0)
      throw new PlainError(`Fields are missing:\n${missing.join('\n')}`, 'See docs/adr/0025.');
    const audited = await run(process.execPath, [join(ROOT, 'tools', 'audit-data.mjs'), '--uri', uri]);
    if (audited.code !== 0)
      throw new PlainError(`The auditor finds faults:\n${audited.tail}`, 'See docs/operating.md.');
  });
  printLine(`  ${both.summary()}; nothing is lost.`);
});

/**
 * @param {string} commit
 * @param {string} folder
 * @returns {Promise<string>} the built API's main file
 */
async function buildAt(commit, folder) {
  const git = (/** @type {string[]} */ ...args) => execFileSync('git', args, { cwd: ROOT, stdio: 'ignore' });
  git('worktree', 'add', '--detach', '--force', folder, commit);
  process.once('exit', () => git('worktree', 'remove', '--force', folder));
  if (packagesOf(folder) === packagesOf(ROOT)) {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  } else {
    const installed = await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
    if (installed.code !== 0)
      throw new PlainError(`Its packages cannot be installed.\n${installed.tail}`, 'Is there a network?');
  }
  const nx = join(folder, 'node_modules', '.bin', 'nx');
  const env = { ...quietEnvironment(), NX_DAEMON: 'false', NX_SKIP_NX_CACHE: 'true' };
  const { code, tail } = await run(nx, ['build', 'api'], { cwd: folder, env });
  const main = join(folder, 'dist', 'apps', 'api', 'main.js');
  if (code !== 0 || !existsSync(main))
    throw new PlainError(`${commit} cannot be built.\n${tail}`, 'Choose another one.');
  return main;
}

/**
 * @param {string} root
 * @returns {string} the packages installed there, on either request
 */
function packagesOf(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return JSON.stringify({ ...packages, '': null });
}

/**
 * @param {string} mongoUri
 * @param {number} port
 * @returns {NodeJS.ProcessEnv}
 */
function environment(mongoUri, port) {
  return {
    ...quietEnvironment(),
    NODE_ENV: 'development',
    MONGO_URI: mongoUri,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: 'http://localhost:3000',
    JWT_SECRET: 'only-for-this-run-and-gone-with-it-0123456789',
    TRANSACTION_DEADLINE_MS: '20000',
    ...GENEROUS_LIMITS,
  };
}
