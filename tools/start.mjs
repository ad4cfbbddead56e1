/**
 * `npm start`: from a fresh clone to a running ExpertBook. Installs missing packages, finds or downloads a MongoDB,
 * builds what changed, starts everything on one port, fills an empty database with a demo, and ends everything in
 * order on Ctrl-C.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { died, startApi, untilReady } from './run/api.mjs';
import { ensureBuilt } from './run/build.mjs';
import { openDatabase } from './run/database.mjs';
import { ensureSecret, loadEnvFile, portOf } from './run/environment.mjs';
import { ensureInstalled } from './run/install.mjs';
import { checkPort, endLeftoverApi, lockInstance, rememberApi } from './run/instance.mjs';
import { ending } from './run/ending.mjs';
import { showLinks } from './run/links.mjs';
import { dataDirOf, ROOT, WEB_ROOT } from './run/paths.mjs';
import { explain } from './run/plain-error.mjs';
import { keepPrivate } from './run/private-files.mjs';
import { bold, dim, printLine, step } from './run/terminal.mjs';
import { isEmpty, seed } from './seed.mjs';

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const end = ending();

await end.after(async () => {
  loadEnvFile();
  const dataDir = dataDirOf();
  const port = portOf(process.env);
  const host = process.env.HOST || '0.0.0.0';
  const local = `http://localhost:${port}`;
  const publicUrl = (process.env.PUBLIC_URL || local).replace(/\/+$/, '');

  printLine(`\n${bold('ExpertBook')} ${dim(version)}\n`);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  keepPrivate(dataDir);
  process.once('exit', lockInstance(dataDir, publicUrl));
  await endLeftoverApi(dataDir);
  await checkPort(port, host);

  await ensureInstalled();
  const database = await openDatabase(dataDir);
  if (!process.env.MONGO_URI) end.also('database', database.stop);
  await ensureBuilt();

  const inboxKey = process.env.INBOX_KEY || randomBytes(18).toString('base64url');
  const env = {
    NODE_ENV: 'development',
    ...process.env,
    MONGO_URI: database.uri,
    PORT: String(port),
    HOST: host,
    PUBLIC_URL: publicUrl,
    JWT_SECRET: process.env.JWT_SECRET || ensureSecret(dataDir),
    WEB_ROOT: process.env.WEB_ROOT || WEB_ROOT,
    INBOX_KEY: inboxKey,
    DRAIN_MS: process.env.DRAIN_MS || '0',
  };
  const logFile = join(dataDir, 'api.log');
  const reachable = ['0.0.0.0', '::', 'localhost'].includes(host) ? local : `http://${host}:${port}`;
  const api = await step('Starting the API', async () => {
    const started = startApi({ env, logFile });
    end.also('API', started.stop);
    rememberApi(dataDir, started.pid);
    await untilReady(started, reachable);
    return started;
  });

  // With mail delivery or restricted registration this is no trial: the first account is the operator's.
  const isTrial = !process.env.SMTP_URL && (process.env.REGISTRATION || 'open') === 'open';
  let demo;
  if (isTrial && process.env.DEMO !== 'false' && (await isEmpty(database.uri))) {
    demo = await step('Filling the empty database with a demo', (note) =>
      seed({ url: reachable, note }).catch((error) => {
        throw explain(error, 'Filling the demo (set DEMO=false to start without one)');
      }),
    );
  }
  showLinks({
    publicUrl,
    demo,
    inboxKey: hasInbox(env) ? inboxKey : undefined,
    logFile,
    dataDir,
  });

  end.serving();
  throw died(await Promise.race([api.exited, database.lost]), api.lastLogLines());
});

/**
 * The same rule as in the API (apps/api/src/app/mail/inbox-key.ts).
 *
 * @param {{ SMTP_URL?: string, NODE_ENV?: string, PUBLIC_URL: string }} env
 */
function hasInbox({ SMTP_URL, NODE_ENV, PUBLIC_URL }) {
  if (SMTP_URL || NODE_ENV === 'production' || !URL.canParse(PUBLIC_URL)) return false;
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(new URL(PUBLIC_URL).hostname);
}
