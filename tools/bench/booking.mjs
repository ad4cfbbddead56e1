import { bareTransaction } from './bare-transaction.mjs';
import { publishExpert, slotsRequest } from './expert.mjs';
import { load, requestBytes, withConnections } from './lean-http.mjs';
import { alternate, sayLine } from './rounds.mjs';
import { voidRun } from './void-run.mjs';

const LIVE = requestBytes({ method: 'GET', path: '/api/health/live' });
const CHECKED_DAYS = 62;

/**
 * Lines 3: committed bookings a second of distinct times, beside the bare driver's same transaction. Each client books
 * its own expert, as a busy installation has it; the last line is eight clients of one expert, whose transactions can
 * only come one after the other, beside the bare driver's one after the other.
 *
 * @param {import('./lines.mjs').Measuring} measuring
 */
export async function benchBooking(measuring) {
  await measure(measuring, { clients: 1, experts: 1 });
  await measure(measuring, { clients: 8, experts: 8 });
  await measure(measuring, { clients: 8, experts: 1 });
}

/**
 * @param {import('./lines.mjs').Measuring} measuring
 * @param {{ clients: number, experts: number }} shape
 */
async function measure({ stage, api, like, rounds, quick, acknowledge }, { clients, experts: count }) {
  const bounds = { most: 2_000, seconds: quick ? 1.5 : 4 };
  const experts = [];
  for (let i = 0; i < count; i += 1) experts.push(await publishExpert(api.port));
  const taken = experts.map(() => 0);
  const overHttp = () =>
    withConnections(api.port, clients, LIVE, async (connections) => {
      const requestOf = (/** @type {number} */ _index, /** @type {number} */ client) => {
        const which = client % count;
        taken[which] += 1;
        return experts[which].bookingOf(experts[which].nextStart());
      };
      const { rate } = await load(connections, bounds, requestOf, acknowledge);
      await stage.drained();
      return rate;
    });
  const bareExperts = experts.map(() => like.newId());
  let bareStart = experts[0].firstDay;
  const bare = async () => {
    let next = 0;
    const began = performance.now();
    const until = began + bounds.seconds * 1000;
    await Promise.all(
      bareExperts.map(async (expertId) => {
        while (next < bounds.most && performance.now() < until) {
          next += 1;
          bareStart += 15 * 60_000;
          await bareTransaction(stage.bareDb, { like: like.booking, expertId, start: bareStart });
        }
      }),
    );
    return next / ((performance.now() - began) / 1000);
  };
  const { subjects, references } = await alternate(rounds, overHttp, bare);
  const whose = count === 1 && clients > 1 ? ' of one expert' : '';
  sayLine({
    name: `bookings, ${clients} ${clients === 1 ? 'client' : `clients${whose}`} (commits/s)`,
    values: subjects,
    references,
  });
  for (const [which, expert] of experts.entries()) await checkSlots(api.port, expert, taken[which]);
}

/**
 * What was booked, and nothing else, must be gone from the list.
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
