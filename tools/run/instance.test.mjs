import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { freePort } from '../mongod/process.mjs';
import { checkPort, lockInstance } from './instance.mjs';

const folder = mkdtempSync(join(tmpdir(), 'expertbook-instance-'));
after(() => rmSync(folder, { recursive: true }));

/**
 * @param {string} body what it answers to everything
 * @param {(port: number) => Promise<void>} use
 */
async function withServer(body, use) {
  const server = createServer((_request, response) => response.end(body));
  const port = await freePort();
  await new Promise((done) => server.listen(port, '127.0.0.1', () => done(undefined)));
  try {
    await use(port);
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
}

test('a free port is accepted', async () => {
  await checkPort(await freePort(), '0.0.0.0');
});

test('the program on a used port is named, with what to do', async () => {
  await withServer('hello', (port) =>
    assert.rejects(
      checkPort(port, '0.0.0.0'),
      new RegExp(`Port ${port} is taken by another program.*PORT=${port + 1}`),
    ),
  );
});

test('a port used by ExpertBook is recognised', async () => {
  await withServer('{"info":{"title":"ExpertBook API"}}', (port) =>
    assert.rejects(checkPort(port, '0.0.0.0'), /ExpertBook is already running at http:/),
  );
});

test('a lock of a dead process is taken over, and released', () => {
  const file = join(folder, 'instance.json');
  writeFileSync(file, '{"pid":999999999,"url":"http://localhost:1"}');
  const unlock = lockInstance(folder, 'http://localhost:2');
  unlock();
  const again = lockInstance(folder, 'http://localhost:3');
  again();
});
