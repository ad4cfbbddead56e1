/**
 * `npm run dev`: MongoDB, the API rebuilt and restarted on every change, and the Angular development server on
 * http://localhost:4200, which forwards `/api` and `/socket.io` to the API. `-- --only=api` leaves the last one out:
 * that is `npx nx serve api`, with `npx nx serve web` beside it.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { startApi } from './run/api.mjs';
import { run } from './run/command.mjs';
import { openDatabase } from './run/database.mjs';
import { ending } from './run/ending.mjs';
import { ensureSecret, loadEnvFile, portOf, quietEnvironment } from './run/environment.mjs';
import { ensureInstalled } from './run/install.mjs';
import { checkPort, endLeftoverApi, lockInstance, rememberApi } from './run/instance.mjs';
import { API_COMPILED, dataDirOf, installedProgram, ROOT } from './run/paths.mjs';
import { PlainError } from './run/plain-error.mjs';
import { keepPrivate } from './run/private-files.mjs';
import { bold, dim, printLine, step } from './run/terminal.mjs';

const INFO = 30;
/** A build writes several files; the API starts when they have not changed for this time. Milliseconds. */
const SETTLE = 300;
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const withWeb = values.only !== 'api';
const end = ending();

await end.after(async () => {
  loadEnvFile();
  const dataDir = dataDirOf();
  const port = portOf(process.env);
  const webPort = Number(process.env.WEB_PORT) || 4200;
  const publicUrl = process.env.PUBLIC_URL || `http://localhost:${webPort}`;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  keepPrivate(dataDir);
  process.once('exit', lockInstance(dataDir, publicUrl));
  await endLeftoverApi(dataDir);
  await checkPort(port, '127.0.0.1');
  if (withWeb) await checkPort(webPort, '127.0.0.1');
  await ensureInstalled();
  const database = await openDatabase(dataDir);
  if (!process.env.MONGO_URI) end.also('database', database.stop);

  const inboxKey = process.env.INBOX_KEY || randomBytes(18).toString('base64url');
  const env = {
    ...process.env,
    NODE_ENV: 'development',
    MONGO_URI: database.uri,
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: publicUrl,
    INBOX_KEY: inboxKey,
    JWT_SECRET: process.env.JWT_SECRET || ensureSecret(dataDir),
    WEB_ROOT: '',
  };
  if (!process.env.SMTP_URL) printLine(`  Mail inbox ${bold(`${publicUrl}/api/inbox?key=${inboxKey}`)}`);
  end.serving();
  const builds = watchBuilds(webPort, port);
  await Promise.race([builds, database.lost, keepApiFresh(env, dataDir)]);
});

/**
 * Runs the watching builds; a build that ends is an error.
 *
 * @param {number} webPort
 * @param {number} apiPort
 * @returns {Promise<never>}
 */
async function watchBuilds(webPort, apiPort) {
  rmSync(API_COMPILED, { force: true });
  const proxy = join(ROOT, 'tmp', 'dev-proxy.json');
  mkdirSync(join(ROOT, 'tmp'), { recursive: true });
  const target = `http://127.0.0.1:${apiPort}`;
  writeFileSync(proxy, JSON.stringify({ '/api': { target }, '/socket.io': { target, ws: true } }));
  const nx = installedProgram('nx');
  const options = { env: { ...quietEnvironment(), NODE_ENV: 'development' }, show: true };
  const api = run(nx, ['run', 'api:compile', '--watch', '--outputStyle=stream', '--skipNxCache'], options);
  const builds = [api];
  if (withWeb)
    builds.push(
      run(
        nx,
        ['run', 'web:serve', `--port=${webPort}`, `--proxyConfig=${proxy}`, '--outputStyle=stream'],
        options,
      ),
    );
  const { code } = await Promise.race(builds);
  throw new PlainError(`A watching build ended by itself (exit code ${code}).`, 'The lines above say why.');
}

/**
 * Starts the API, and restarts it whenever its build has changed. After a failed start it waits for the next build.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {string} dataDir
 * @returns {Promise<never>}
 */
async function keepApiFresh(env, dataDir) {
  await step('Waiting for the first build of the API', async () => {
    while (!existsSync(API_COMPILED)) await sleep(SETTLE);
  });
  let seen = 0;
  /** @type {import('./run/api.mjs').Api | undefined} */
  let api;
  end.also('API', () => api?.stop());
  for (;;) {
    const now = changedAt();
    if (now > seen && Date.now() - now > SETTLE) {
      seen = now;
      if (api) printLine(dim('\n  The API changed: restarting it'));
      await api?.stop();
      const logFile = join(dataDir, 'api.log');
      api = startApi({ env, main: API_COMPILED, logFile, from: INFO, show: showLine });
      rememberApi(dataDir, api.pid);
      printLine(
        `  API ${bold(`http://localhost:${env.PORT}/api/docs`)}   Web ${bold(String(env.PUBLIC_URL))}`,
      );
    }
    await sleep(SETTLE);
  }
}

/** @param {string} line of the API's log; Nest's own start messages are only in the file */
function showLine(line) {
  if (!/\[(RouterExplorer|RoutesResolver|InstanceLoader|WebSocketsController)\]/.test(line)) printLine(line);
}

/** @returns {number} 0 while a build is in progress */
function changedAt() {
  try {
    return statSync(API_COMPILED).mtimeMs;
  } catch {
    return 0;
  }
}
