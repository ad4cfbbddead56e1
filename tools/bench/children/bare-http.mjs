/**
 * `node bare-http.mjs <port>`: the minimum of a Node server. GET responds with the bytes given by IPC `{ body,
 * encoding? }`, POST reads the whole body and responds with `{"ok":true}`.
 */
import { createServer } from 'node:http';

const OK = Buffer.from('{"ok":true}');
let body = OK;

const server = createServer((request, response) => {
  if (request.method === 'GET') return answer(response, body);
  request.on('end', () => answer(response, OK)).resume();
});
server.keepAliveTimeout = 120_000;
server.listen(Number(process.argv[2]), '127.0.0.1');

process.on('message', (/** @type {{ body: string, encoding?: BufferEncoding }} */ message) => {
  body = Buffer.from(message.body, message.encoding);
  process.send?.({ ok: true });
});
process.on('disconnect', () => process.exit());

/**
 * @param {import('node:http').ServerResponse} response
 * @param {Buffer} bytes
 */
function answer(response, bytes) {
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': bytes.length,
  });
  response.end(bytes);
}
