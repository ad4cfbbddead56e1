import { execFileSync } from 'node:child_process';

import { PlainError } from '../run/plain-error.mjs';
import { requestBytes, withConnections } from './lean-http.mjs';
import { startChild } from './processes.mjs';
import { voidRun } from './void-run.mjs';

/** Sockets that watch; the some are among the all. */
export const SIZES = { some: 1_000, all: 5_000 };
/** Files of a process besides its sockets. */
const OTHER_FILES = 200;
const EVENT = 'availability.changed';
const LIVE = requestBytes({ method: 'GET', path: '/api/health/live' });

/**
 * @typedef {keyof typeof SIZES} Size
 * @typedef {{ since: number, at: number[] }} Push when it was committed (or emitted) and when each socket had it, nanoseconds
 *
 * @typedef {object} Audience
 * @property {(api: import('./stage.mjs').Server, size: Size) => Promise<Push>} throughApi books through that process
 * @property {(size: Size) => Promise<Push>} throughBare emits the payload that came last through the API
 * @property {() => Promise<void>} close
 */

/**
 * 5,000 sockets on an API process and as many on Socket.IO alone. Every push must reach each of its sockets once,
 * with the booked time, and no other socket.
 *
 * @param {import('./lines.mjs').Measuring} measuring
 * @param {import('./stage.mjs').Server} api
 * @param {Record<Size, import('./expert.mjs').PublishedExpert>} experts
 * @returns {Promise<Audience>}
 */
export async function openAudience({ stage, acknowledge }, api, experts) {
  requireFiles(SIZES.all + OTHER_FILES);
  const bare = await stage.startServer('bare-sockets.mjs');
  const watching = startClients(stage, 'watching');
  const idle = startClients(stage, 'bare');
  const watches = /** @type {Size[]} */ (['some', 'all']).map((size) => ({
    request: { handle: experts[size].handle, eventType: experts[size].slug },
    sockets: SIZES[size],
  }));
  await watching.ask({ connect: { port: api.port, count: SIZES.all, watches } });
  await idle.ask({ connect: { port: bare.port, count: SIZES.all, watches } });
  const book = (/** @type {number} */ port, /** @type {Buffer} */ bytes) =>
    withConnections(port, 1, LIVE, async ([connection]) => acknowledge(await connection.send(bytes), 0));
  let payload = /** @type {unknown} */ (null);
  return {
    async throughApi(through, size) {
      await stage.settled();
      await watching.ask({ expect: SIZES[size] });
      await through.ask({ commits: 'arm' });
      const start = experts[size].nextStart();
      await book(through.port, experts[size].bookingOf(start));
      const { at, payload: packet } = await watching.ask({ collect: true });
      const committed = await through.ask({ commits: 'first' });
      if (committed.at === null) throw new Error('the commit clock has seen no commit; see commit-clock.cjs');
      payload = payloadOf(packet, start);
      return { since: committed.at, at };
    },
    async throughBare(size) {
      await idle.ask({ expect: SIZES[size] });
      const { at: since } = await bare.ask({ event: EVENT, payload, room: experts[size].handle });
      const { at } = await idle.ask({ collect: true });
      return { since, at };
    },
    async close() {
      await Promise.all([watching.stop(), idle.stop(), bare.stop()]);
    },
  };
}

/**
 * @param {import('./stage.mjs').Stage} stage
 * @param {string} name
 */
function startClients(stage, name) {
  const clients = startChild('socket-clients.mjs', { logFile: stage.logOf(`sockets-${name}`) });
  return {
    stop: clients.stop,
    ask: (/** @type {Record<string, unknown>} */ message) =>
      clients.ask(message).catch((error) => {
        throw voidRun(`the sockets say: ${error.message}.`);
      }),
  };
}

/**
 * Node raises its own limit of open files as far as possible, and its children inherit it.
 *
 * @param {number} needed
 */
function requireFiles(needed) {
  const limit = execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim();
  if (limit !== 'unlimited' && Number(limit) < needed)
    throw new PlainError(
      `A process may have ${limit} open files here; ${SIZES.all} sockets need ${needed}.`,
      `Raise the hard limit ("ulimit -Hn ${needed}" as root), or leave the line out with --only.`,
    );
}

/**
 * @param {string} packet `42/availability,["availability.changed",{…}]`
 * @param {number} start that must be among what was taken
 */
function payloadOf(packet, start) {
  const [event, change] = JSON.parse(packet.slice(packet.indexOf('[')));
  if (event !== EVENT || Date.parse(change.taken?.[0]?.[0]) !== start)
    throw voidRun(`the push does not say what was booked: ${packet}`);
  return change;
}
