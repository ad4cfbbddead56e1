import { bareTransaction } from './bare-transaction.mjs';
import { publishExpert } from './expert.mjs';
import { withConnections, requestBytes } from './lean-http.mjs';
import { startChild } from './processes.mjs';
import { alternate, quantile, sayLine } from './rounds.mjs';
import { voidRun } from './void-run.mjs';

const SOCKETS = 1_000;
const NANOSECONDS = 1e6;
const EVENT = 'availability.changed';
const LIVE = requestBytes({ method: 'GET', path: '/api/health/live' });

/**
 * Lines 5: from the acknowledged commit of a booking to each of 1,000 watching sockets, beside Socket.IO alone that emits
 * the same payload to as many of the same clients. The booking is committed by the bare driver, as another API process
 * would: so the moment of the commit is known, and the API does nothing else meanwhile.
 *
 * @param {import('./lines.mjs').Measuring} measuring
 */
export async function benchPush({ stage, api, like, rounds, quick, acknowledge }) {
  const expert = await publishExpert(api.port);
  const expertId = await withConnections(api.port, 1, LIVE, async ([connection]) => {
    acknowledge(await connection.send(expert.bookingOf(expert.nextStart())), 0);
    const booking = await stage.apiDb
      .collection('bookings')
      .findOne({ slug: expert.slug }, { sort: { _id: -1 } });
    return booking?.expertId;
  });
  await stage.drained();
  const bare = await stage.startServer('bare-sockets.mjs');
  const clients = startChild('socket-clients.mjs', { logFile: stage.logOf('sockets') });
  const ask = async (/** @type {Record<string, unknown>} */ message) => {
    const answer = await clients.ask(message);
    if (answer.error) throw voidRun(`the watching sockets say: ${answer.error}.`);
    return answer;
  };
  try {
    const watch = { handle: expert.handle, eventType: expert.slug };
    await ask({ connect: 'api', port: api.port, count: SOCKETS, watch });
    await ask({ connect: 'bare', port: bare.port, count: SOCKETS, watch });
    let payload = /** @type {unknown} */ (null);
    const throughApi = async () => {
      await ask({ expect: 'api' });
      const start = expert.nextStart();
      const committed = await bareTransaction(stage.apiDb, { like: like.booking, expertId, start });
      acknowledge({ status: 201 }, 0);
      const got = await ask({ collect: 'api' });
      payload = payloadOf(got.payload, start);
      return latencies(got.at, committed);
    };
    const throughBare = async () => {
      await ask({ expect: 'bare' });
      const { at } = await bare.ask({ event: EVENT, payload });
      return latencies((await ask({ collect: 'bare' })).at, at);
    };
    const pushes = quick ? 5 : 10;
    const { subjects, references } = await alternate(
      rounds,
      () => several(pushes, throughApi),
      () => several(pushes, throughBare),
    );
    for (const [name, share] of /** @type {const} */ ([
      ['p50', 0.5],
      ['p99', 0.99],
    ])) {
      sayLine({
        name: `commit to ${SOCKETS} sockets, ${name} (ms)`,
        values: subjects.map((all) => quantile(all, share)),
        references: references.map((all) => quantile(all, share)),
      });
    }
  } finally {
    await clients.stop();
    await bare.stop();
  }
}

/**
 * @param {number} count
 * @param {() => Promise<number[]>} push
 * @returns {Promise<number[]>} every latency, ascending
 */
async function several(count, push) {
  const all = [];
  for (let i = 0; i < count; i += 1) all.push(...(await push()));
  return all.sort((a, b) => a - b);
}

/**
 * @param {readonly number[]} at nanoseconds
 * @param {number} since nanoseconds; a push may be faster than the acknowledgement
 * @returns {number[]} milliseconds
 */
function latencies(at, since) {
  return at.map((moment) => Math.max(0, moment - since) / NANOSECONDS);
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
