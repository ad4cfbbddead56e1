/**
 * Many watching pages in one process, as cheap as they can be: WebSockets that speak just enough Engine.IO 4 and
 * Socket.IO 5. (The official client costs more a message than the server does, and would measure itself.)
 *
 * IPC: `{ connect: name, port, count, watch }` -> `{ watching }`; `{ expect: name }` -> `{ armed }`;
 * `{ collect: name }` -> `{ at: number[], payload }` once every socket of the group has got one event.
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

/** @typedef {{ sockets: WebSocket[], at: Float64Array, seen: number, first: Buffer | null, wrong: string, done: (() => void) | null }} Group */
/** @type {Map<string, Group>} */
const groups = new Map();

process.on('disconnect', () => process.exit());
process.on('message', (/** @type {any} */ message) => {
  void act(message).then(
    (answer) => process.send?.(answer),
    (error) => process.send?.({ error: String(error) }),
  );
});

/** @param {any} message */
async function act(message) {
  if (message.connect) return connectAll(message);
  if (message.expect) {
    const group = groupOf(message.expect);
    Object.assign(group, { seen: 0, first: null, wrong: '', at: new Float64Array(group.sockets.length) });
    return { armed: true };
  }
  return collect(groupOf(message.collect));
}

/** @param {string} name */
function groupOf(name) {
  const group = groups.get(name);
  if (!group) throw new Error(`no sockets named ${name}`);
  return group;
}

/** @param {{ connect: string, port: number, count: number, watch: unknown }} request */
async function connectAll({ connect, port, count, watch }) {
  /** @type {Group} */
  const group = { sockets: [], at: new Float64Array(count), seen: 0, first: null, wrong: '', done: null };
  groups.set(connect, group);
  for (let from = 0; from < count; from += CONNECT_AT_ONCE) {
    const indexes = Array.from({ length: Math.min(CONNECT_AT_ONCE, count - from) }, (_, i) => from + i);
    group.sockets.push(...(await Promise.all(indexes.map((index) => open(group, index, port, watch)))));
  }
  return { watching: group.sockets.length };
}

/**
 * @param {Group} group
 * @param {number} index
 * @param {number} port
 * @param {unknown} watch
 * @returns {Promise<WebSocket>} once the server has acknowledged the watch
 */
function open(group, index, port, watch) {
  return new Promise((done, fail) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, {
      perMessageDeflate: false,
    });
    socket.on('error', fail);
    socket.on('close', () => {
      group.wrong = `socket ${index} was closed`;
      fail(new Error(group.wrong));
    });
    socket.on('message', (/** @type {Buffer} */ data) => {
      if (data[0] === PING && data.length === 1) return socket.send(PONG);
      if (startsWith(data, EVENT)) return note(group, index, data);
      const text = data.toString();
      if (text.startsWith(OPENED)) return socket.send(JOINED);
      if (text.startsWith(JOINED)) return socket.send(`42${NAMESPACE},0["watch",${JSON.stringify(watch)}]`);
      if (text.startsWith(ACK) && text.includes('"ok":true')) return done(socket);
      return fail(new Error(`unexpected: ${text}`));
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
 * @param {Group} group
 * @param {number} index
 * @param {Buffer} data
 */
function note(group, index, data) {
  const now = Number(process.hrtime.bigint());
  if (group.at[index] !== 0) group.wrong = `socket ${index} got two events`;
  group.at[index] = now;
  group.first ??= data;
  if (!group.first.equals(data)) group.wrong = `socket ${index} got another payload`;
  group.seen += 1;
  if (group.seen === group.at.length) group.done?.();
}

/** @param {Group} group */
async function collect(group) {
  if (group.seen < group.at.length) {
    await new Promise((done) => {
      const late = setTimeout(done, COLLECT_DEADLINE);
      group.done = () => {
        clearTimeout(late);
        done(undefined);
      };
    });
    group.done = null;
  }
  if (group.wrong) throw new Error(group.wrong);
  if (group.seen < group.at.length) throw new Error(`${group.at.length - group.seen} sockets got nothing`);
  return { at: [...group.at], payload: group.first?.toString() };
}
