import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { freePort } from './mongod/process.mjs';
import { ROOT } from './run/paths.mjs';
import { demoExpert } from './seed/demo.mjs';

/** The first start of a fresh clone also builds. Milliseconds. */
const DEADLINE = 300_000;
const READY = 'Ctrl-C stops everything.';

const folder = mkdtempSync(join(tmpdir(), 'expertbook-start-'));
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
after(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/**
 * `npm start` without npm.
 *
 * @param {NodeJS.ProcessEnv} env
 */
function start(env) {
  const child = spawn(process.execPath, ['tools/begin.cjs', 'start'], {
    cwd: ROOT,
    env: { ...process.env, SMTP_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let said = '';
  /** @type {Promise<number | null>} */
  const exited = new Promise((done) =>
    child.once('close', (code) => {
      running.delete(child);
      done(code);
    }),
  );
  /** @type {Promise<void>} */
  const ready = new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error(`Not ready:\n${said}`)), DEADLINE);
    late.unref();
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk;
        if (said.includes(READY)) done();
      });
    void exited.then((code) => fail(new Error(`Ended with ${code}:\n${said}`)));
  });
  ready.catch(() => undefined);
  return {
    ready,
    exited,
    said: () => said,
    /** The value of a name in the list of links. */
    printed: (/** @type {string} */ name) => new RegExp(`^ +${name} +(\\S+)$`, 'm').exec(said)?.[1],
    /** As Ctrl-C does. */
    async stop() {
      child.kill('SIGINT');
      return exited;
    },
  };
}

/**
 * @param {string} url
 * @param {unknown} [body]
 */
async function statusOf(url, body) {
  const answer = await fetch(url, {
    ...(body !== undefined && {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

test(
  'npm start: one demo, persistent data, one instance at a time, an orderly end',
  { timeout: DEADLINE },
  async () => {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const env = { DATA_DIR: join(folder, 'demo'), PORT: String(port) };
    const first = start(env);
    await first.ready;
    const page = first.printed('Booking page') ?? '';
    const login = { email: first.printed('Email'), password: first.printed('Password') };
    assert.match(page, new RegExp(`^${url}/[a-z-]+$`));
    assert.ok((login.password ?? '').length >= 10);
    for (const link of [page, first.printed('Expert portal'), first.printed('API docs')])
      assert.equal(await statusOf(link ?? ''), 200, link);
    assert.equal(await statusOf(`${url}/api/inbox`), 403);
    const inbox = await fetch(first.printed('Mail inbox') ?? '', { redirect: 'manual' });
    assert.deepEqual([inbox.status, inbox.headers.get('location')], [303, '/api/inbox']);
    assert.equal(await statusOf(`${url}/api/v1/auth/login`, login), 200);

    const second = start({ ...env, PORT: String(await freePort()) });
    assert.equal(await second.exited, 1);
    assert.match(
      second.said(),
      new RegExp(`ExpertBook is already running at ${url} \\(process \\d+\\)\\. Use that one`),
    );
    assert.equal(await statusOf(page), 200);

    await first.stop();
    const end = first.said().split(READY)[1] ?? '';
    const [api, database] = [end.indexOf('Stopping the API'), end.indexOf('Stopping the database')];
    assert.ok(api !== -1 && database > api, end);
    await assert.rejects(fetch(page));

    const again = start(env);
    await again.ready;
    assert.deepEqual([again.printed('Email'), again.printed('Password')], [undefined, undefined]);
    assert.equal(await statusOf(page), 200);
    assert.equal(await statusOf(`${url}/api/v1/auth/login`, login), 200);
    await again.stop();
  },
);

test('npm start with DEMO=false leaves the database empty', { timeout: DEADLINE }, async () => {
  const port = await freePort();
  const bare = start({ DATA_DIR: join(folder, 'bare'), PORT: String(port), DEMO: 'false' });
  await bare.ready;
  assert.equal(bare.printed('Start page'), `http://localhost:${port}`);
  assert.equal(bare.printed('Email'), undefined);
  assert.equal(await statusOf(`http://localhost:${port}/${demoExpert.handle}`), 404);
  await bare.stop();
});
