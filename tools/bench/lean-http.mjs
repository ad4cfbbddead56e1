import { connect } from 'node:net';

/**
 * A client so cheap that it measures the server and not itself: requests are prepared bytes, responses are split by
 * Content-Length, everything else is ignored.
 *
 * @typedef {{ status: number, body: Buffer }} LeanAnswer
 */

/** Maximum time of a single response. Milliseconds. */
const ANSWER_DEADLINE = 60_000;
const HEAD_END = '\r\n\r\n';

/**
 * @param {{ method: string, path: string, body?: unknown, token?: string, encoding?: string }} request `body` is sent as JSON,
 *   `encoding` is accepted
 * @returns {Buffer} the whole request
 */
export function requestBytes({ method, path, body, token, encoding }) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const head = [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Accept: application/json',
    ...(token ? [`Authorization: Bearer ${token}`] : []),
    ...(encoding ? [`Accept-Encoding: ${encoding}`] : []),
    ...(text ? ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`] : []),
  ];
  return Buffer.from(`${head.join('\r\n')}${HEAD_END}${text}`);
}

/** One open connection for one request at a time. */
export class LeanConnection {
  /** @type {Buffer} */
  #pending = Buffer.alloc(0);
  /** @type {{ done: (answer: LeanAnswer) => void, fail: (error: Error) => void } | null} */
  #waiting = null;
  /** @type {import('node:net').Socket} */
  #socket;

  /** @param {import('node:net').Socket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.setTimeout(ANSWER_DEADLINE, () => socket.destroy(new Error('no answer in time')));
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the server closed the connection')));
  }

  /**
   * @param {number} port on 127.0.0.1
   * @returns {Promise<LeanConnection>}
   */
  static open(port) {
    return new Promise((done, fail) => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.once('error', fail);
      socket.once('connect', () => {
        socket.off('error', fail);
        done(new LeanConnection(socket));
      });
    });
  }

  /**
   * @param {Buffer} bytes see {@link requestBytes}
   * @returns {Promise<LeanAnswer>}
   */
  send(bytes) {
    return new Promise((done, fail) => {
      this.#waiting = { done, fail };
      this.#socket.write(bytes);
    });
  }

  close() {
    this.#socket.removeAllListeners('close');
    this.#socket.destroy();
  }

  /** @param {Buffer} chunk */
  #take(chunk) {
    const all = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    this.#pending = all;
    const headEnd = all.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const head = all.toString('latin1', 0, headEnd);
    // 204 has no body and no Content-Length (RFC 9110, 8.6).
    const length = head.startsWith('HTTP/1.1 204') ? ['', '0'] : /\r\ncontent-length: *(\d+)/i.exec(head);
    if (!length) return this.#fail(new Error(`an answer without Content-Length: ${head.slice(0, 200)}`));
    const end = headEnd + HEAD_END.length + Number(length[1]);
    if (all.length < end) return;
    this.#pending = all.subarray(end);
    const answer = { status: Number(head.slice(9, 12)), body: all.subarray(headEnd + HEAD_END.length, end) };
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.done(answer);
  }

  /** @param {Error} error */
  #fail(error) {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.fail(error);
  }
}

/**
 * Runs `work` on `count` open connections, each of which has carried one request already, and closes them.
 *
 * @template T
 * @param {number} port
 * @param {number} count
 * @param {Buffer} first the request that warms each connection
 * @param {(connections: LeanConnection[]) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withConnections(port, count, first, work) {
  /** @type {LeanConnection[]} */
  const connections = [];
  try {
    for (let i = 0; i < count; i += 1) {
      const connection = await LeanConnection.open(port);
      connections.push(connection);
      await connection.send(first);
    }
    return await work(connections);
  } finally {
    for (const connection of connections) connection.close();
  }
}

/**
 * Sends requests, one at a time on each connection, until `most` are sent or the seconds are over, and waits for the
 * answers.
 *
 * @param {LeanConnection[]} connections
 * @param {{ most: number, seconds?: number }} bounds
 * @param {(index: number, client: number) => Buffer} requestOf
 * @param {(answer: LeanAnswer, index: number) => void} check throws when an answer is wrong
 * @returns {Promise<{ seconds: number, rate: number }>} how long it took, and answers a second
 */
export async function load(connections, { most, seconds = 60 }, requestOf, check) {
  let next = 0;
  const began = performance.now();
  const until = began + seconds * 1000;
  await Promise.all(
    connections.map(async (connection, client) => {
      while (next < most && performance.now() < until) {
        const index = next;
        next += 1;
        check(await connection.send(requestOf(index, client)), index);
      }
    }),
  );
  const took = (performance.now() - began) / 1000;
  return { seconds: took, rate: next / took };
}
