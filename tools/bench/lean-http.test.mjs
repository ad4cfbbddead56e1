import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';

import { load, requestBytes, withConnections } from './lean-http.mjs';

/**
 * @param {(socket: import('node:net').Socket) => void} onRequest
 * @param {(port: number) => Promise<void>} work
 */
async function withServer(onRequest, work) {
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('data', () => onRequest(socket));
    socket.on('error', () => {});
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  try {
    await work(/** @type {import('node:net').AddressInfo} */ (server.address()).port);
  } finally {
    server.close();
  }
}

const GET = requestBytes({ method: 'GET', path: '/' });

test('a response in several pieces is assembled byte for byte', async () => {
  const answer = 'HTTP/1.1 201 Created\r\ncontent-length: 6\r\n\r\nab\r\ncd';
  const inPieces = (/** @type {import('node:net').Socket} */ socket) => {
    socket.write(answer.slice(0, 15));
    setImmediate(() => socket.write(answer.slice(15)));
  };
  await withServer(inPieces, (port) =>
    withConnections(port, 1, GET, async ([connection]) => {
      const { status, body } = await connection.send(GET);
      assert.deepEqual([status, body.toString()], [201, 'ab\r\ncd']);
    }),
  );
});

test('at most the given number of requests is sent, and every response is checked', async () => {
  const ok = (/** @type {import('node:net').Socket} */ socket) =>
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
  await withServer(ok, (port) =>
    withConnections(port, 4, GET, async (connections) => {
      /** @type {number[]} */
      const seen = [];
      await load(
        connections,
        { most: 25 },
        () => GET,
        (_answer, index) => seen.push(index),
      );
      assert.deepEqual(
        seen.sort((a, b) => a - b),
        Array.from({ length: 25 }, (_, i) => i),
      );
    }),
  );
});

test('a server that closes the connection or responds without a length ends the run', async () => {
  await withServer(
    (socket) => socket.destroy(),
    (port) => assert.rejects(withConnections(port, 1, GET, async () => {})),
  );
  await withServer(
    (socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n'),
    (port) =>
      assert.rejects(
        withConnections(port, 1, GET, async () => {}),
        /Content-Length/,
      ),
  );
});
