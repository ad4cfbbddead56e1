import { publishExpert, slotsRequest } from './expert.mjs';
import { load, requestBytes, withConnections } from './lean-http.mjs';
import { alternate } from './rounds.mjs';
import { voidRun } from './void-run.mjs';

const LIVE = requestBytes({ method: 'GET', path: '/api/health/live' });
const CHECKED_DAYS = 62;
const BOUND = { ratioFrom: 0.7 };
const SHAPES = [
  { clients: 1, experts: 1, bound: BOUND },
  { clients: 8, experts: 8, bound: BOUND },
  { clients: 32, experts: 32, bound: BOUND },
  { clients: 8, experts: 1 },
];
const MAX_EXPERTS = Math.max(...SHAPES.map(({ experts }) => experts));

/**
 * Lines 5: committed bookings a second at different times, compared with the same transaction by the bare driver with
 * as many writers. Each client books its own expert, as on a busy installation. The last line has eight clients of
 * one expert, whose transactions run one after the other, compared with the bare driver doing the same.
 *
 * @param {import('./lines.mjs').Measuring} measuring
 */
export async function benchBooking(measuring) {
  const { port } = measuring.api;
  /** @type {Booked[]} */
  const booked = [];
  for (let i = 0; i < MAX_EXPERTS; i += 1) booked.push({ expert: await publishExpert(port), taken: 0 });
  for (const shape of SHAPES) await measure(measuring, booked.slice(0, shape.experts), shape);
  for (const { expert, taken } of booked) await checkSlots(port, expert, taken);
}

/**
 * @typedef {{ expert: import('./expert.mjs').PublishedExpert, taken: number }} Booked
 *
 * @param {import('./lines.mjs').Measuring} measuring
 * @param {Booked[]} booked
 * @param {{ clients: number, bound?: import('./line.mjs').Bound }} shape
 */
async function measure(
  { stage, api, driver, rounds, quick, acknowledge, report },
  booked,
  { clients, bound },
) {
  const writers = booked.length;
  const boundsOf = (/** @type {boolean} */ warming) => ({
    most: 4_000,
    seconds: (quick ? 0.7 : 2.2) * (warming ? 0.5 : 1),
  });
  const overHttp = (/** @type {boolean} */ warming) =>
    withConnections(api.port, clients, LIVE, async (connections) => {
      const requestOf = (/** @type {number} */ _index, /** @type {number} */ client) => {
        const one = booked[client % writers];
        one.taken += 1;
        return one.expert.bookingOf(one.expert.nextStart());
      };
      const { rate } = await load(connections, boundsOf(warming), requestOf, acknowledge);
      await stage.settled();
      return rate;
    });
  const bare = async (/** @type {boolean} */ warming) => {
    const book = { line: `${clients} on ${writers}`, writers, ...boundsOf(warming) };
    return /** @type {number} */ ((await driver.ask({ book })).rate);
  };
  const { subjects, references } = await alternate(rounds, overHttp, bare);
  const whose = writers < clients ? ' of one expert' : '';
  report.line({
    name: `bookings, ${clients} ${clients === 1 ? 'client' : `clients${whose}`}`,
    unit: '/s',
    values: subjects,
    references,
    bound,
  });
}

/**
 * Exactly the booked times must be missing from the list.
 *
 * @param {number} port
 * @param {import('./expert.mjs').PublishedExpert} expert
 * @param {number} taken
 */
async function checkSlots(port, expert, taken) {
  const { path, all } = slotsRequest(expert, CHECKED_DAYS);
  const bytes = requestBytes({ method: 'GET', path });
  const { body } = await withConnections(port, 1, LIVE, ([connection]) => connection.send(bytes));
  const found = Object.values(JSON.parse(body.toString()).slots ?? {}).flat().length;
  if (found !== Math.max(0, all - taken))
    throw voidRun(`${found} starts are listed after ${taken} bookings of ${all}.`);
}
