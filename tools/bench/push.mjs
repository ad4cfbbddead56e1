import { publishExpert } from './expert.mjs';
import { openAudience, SIZES } from './push-audience.mjs';
import { benchReadingDuringPush } from './push-reading.mjs';
import { alternate, quantile } from './rounds.mjs';

const NANOSECONDS = 1e6;
const BOUND = { ratioTo: 1.2 };

/** Measured combinations; a quick run has half of them, each size and each place once. */
const LINES = /** @type {const} */ ([
  { size: 'some', place: 'same', quick: true },
  { size: 'some', place: 'second', quick: false },
  { size: 'all', place: 'same', quick: false },
  { size: 'all', place: 'second', quick: true },
]);

/**
 * Lines 7: from the acknowledged commit of a booking to each of 1,000 and of 5,000 watching sockets, booked through
 * the process they are connected to and through another one; compared with Socket.IO alone that emits the same
 * payload to as many of the same clients. Then the cost of reading during a push.
 *
 * @param {import('./lines.mjs').Measuring} measuring
 */
export async function benchPush(measuring) {
  const { stage, rounds, quick, report } = measuring;
  const [here, there] = await Promise.all([
    stage.startApi({ commitClock: true }),
    stage.startApi({ commitClock: true }),
  ]);
  const experts = { some: await publishExpert(here.port), all: await publishExpert(here.port) };
  const audience = await openAudience(measuring, here, experts);
  try {
    for (const { size, place, quick: always } of LINES) {
      if (quick && !always) continue;
      const api = place === 'same' ? here : there;
      const pushes = quick ? 3 : 5;
      const several = async (/** @type {boolean} */ warming, /** @type {() => Promise<number[]>} */ push) => {
        const all = [];
        for (let i = 0; i < (warming ? 2 : pushes); i += 1) all.push(...(await push()));
        return all.sort((a, b) => a - b);
      };
      const { subjects, references } = await alternate(
        rounds,
        (warming) => several(warming, async () => latencies(await audience.throughApi(api, size))),
        (warming) => several(warming, async () => latencies(await audience.throughBare(size))),
      );
      const p99 = (/** @type {number[][]} */ rows) => rows.map((all) => quantile(all, 0.99));
      report.line({
        name: `commit to ${SIZES[size].toLocaleString('en')} sockets, ${place} process, p99`,
        unit: 'ms',
        values: p99(subjects),
        references: p99(references),
        bound: BOUND,
      });
    }
    await benchReadingDuringPush(measuring, here, experts.all, () => audience.throughApi(here, 'all'));
  } finally {
    await audience.close();
    await Promise.all([here.stop(), there.stop()]);
  }
}

/**
 * @param {import('./push-audience.mjs').Push} push
 * @returns {number[]} milliseconds; a push may be faster than the acknowledgement
 */
function latencies({ since, at }) {
  return at.map((moment) => Math.max(0, moment - since) / NANOSECONDS);
}
