/**
 * Many watching pages in one process, as cheap as possible: WebSockets with a minimum of Engine.IO 4 and Socket.IO 5.
 * (The official client costs more per message than the server, and would measure itself.)
 *
 * IPC: `{ connect: { port, count, watches: [{ request, sockets }] } }` -> `{ watching }`, where the first `sockets`
 * of them
 * watch `request`; `{ expect: count }` -> `{ armed }`; `{ collect: true }` -> `{ at: number[], payload }` once each
 * of the
 * first `count` sockets has received one event, in `process.hrtime` nanoseconds.
 */
import WebSocket from 'ws';

const NAMESPACE = '/availability';
const OPENED = '0';
const PING = 0x32;
const PONG = '3';
const JOINED = `40${NAMESPACE},`;
const EVENT = Buffer.from(`42${NAMESPACE},[`);
const ACK = `43${NAMESPACE},`;
const CONNECT_AT_ONCE = 50;
const COLLECT_DEADLINE = 20_000;

/** @typedef {{ request: unknown, sockets: number }} Watch */
/** @type {WebSocket[]} */
const sockets = [];
let at = new Float64Array(0);
let seen = 0;
let first = /** @type {Buffer | null} */ (null);
let wrong = '';
let whenAll = /** @type {(() => void) | null} */ (null);

process.on('disconnect', () => process.exit());
process.on('message', (/** @type {any} */ message) => {
  void act(message).then(
    (answer) => process.send?.(answer),
    (error) => process.send?.({ error: String(error) }),
  );
});

/** @param {any} message */
async function act(message) {
  if (message.connect) return connectAll(message.connect);
  if (message.collect) return collect();
  at = new Float64Array(message.expect);
  seen = 0;
  first = null;
  return { armed: true };
}

/** @param {{ port: number, count: number, watches: Watch[] }} request */
async function connectAll({ port, count, watches }) {
  for (let from = 0; from < count; from += CONNECT_AT_ONCE) {
    const indexes = Array.from({ length: Math.min(CONNECT_AT_ONCE, count - from) }, (_, i) => from + i);
    const wantedBy = (/** @type {number} */ index) => watches.filter((watch) => index < watch.sockets);
    sockets.push(...(await Promise.all(indexes.map((index) => open(index, port, wantedBy(index))))));
  }
  return { watching: sockets.length };
}

/**
 * @param {number} index
 * @param {number} port
 * @param {Watch[]} watches
 * @returns {Promise<WebSocket>} once the server has acknowledged every watch
 */
function open(index, port, watches) {
  let acknowledged = 0;
  return new Promise((done, fail) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, {
      perMessageDeflate: false,
    });
    socket.on('error', fail);
    socket.on('close', () => {
      wrong = `socket ${index} was closed`;
      fail(new Error(wrong));
    });
    socket.on('message', (/** @type {Buffer} */ data) => {
      if (data[0] === PING && data.length === 1) return socket.send(PONG);
      if (startsWith(data, EVENT)) return note(index, data);
      const text = data.toString();
      if (text.startsWith(OPENED)) return socket.send(JOINED);
      if (text.startsWith(JOINED)) {
        for (const [id, { request }] of watches.entries())
          socket.send(`42${NAMESPACE},${id}["watch",${JSON.stringify(request)}]`);
        return undefined;
      }
      if (!text.startsWith(ACK) || !text.includes('"ok":true')) return fail(new Error(`unexpected: ${text}`));
      acknowledged += 1;
      return acknowledged === watches.length ? done(socket) : undefined;
    });
  });
}

/**
 * @param {Buffer} data
 * @param {Buffer} prefix
 */
function startsWith(data, prefix) {
  return data.length > prefix.length && prefix.compare(data, 0, prefix.length) === 0;
}

/**
 * @param {number} index
 * @param {Buffer} data
 */
function note(index, data) {
  const now = Number(process.hrtime.bigint());
  if (index >= at.length) wrong = `socket ${index} got an event of a room it is not in`;
  else if (at[index] !== 0) wrong = `socket ${index} got two events`;
  at[index] = now;
  first ??= data;
  if (!first.equals(data)) wrong = `socket ${index} got another payload`;
  seen += 1;
  if (seen === at.length) whenAll?.();
}

async function collect() {
  if (seen < at.length) {
    await new Promise((done) => {
      const late = setTimeout(done, COLLECT_DEADLINE);
      whenAll = () => {
        clearTimeout(late);
        done(undefined);
      };
    });
    whenAll = null;
  }
  if (wrong) throw new Error(wrong);
  if (seen < at.length) throw new Error(`${at.length - seen} sockets got nothing`);
  return { at: [...at], payload: first?.toString() };
}
