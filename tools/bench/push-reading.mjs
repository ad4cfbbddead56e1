import { setTimeout as sleep } from 'node:timers/promises';

import { slotsRequest } from './expert.mjs';
import { requestBytes, withConnections } from './lean-http.mjs';
import { alternate, quantile } from './rounds.mjs';
import { voidRun } from './void-run.mjs';

const READERS = 4;
const PAUSE = 5;
const DAYS = 31;
const NANOSECONDS = 1e6;
const BOUND = { addedTo: 10 };

/** @typedef {{ from: number, to: number }} Answered one request, nanoseconds */

/**
 * How long requests for slots take while a change of the same calendar is pushed to 5,000 sockets, compared with no
 * push. A few clients with a pause between requests: it measures what a push adds.
 *
 * @param {import('./lines.mjs').Measuring} measuring
 * @param {import('./stage.mjs').Server} api
 * @param {import('./expert.mjs').PublishedExpert} expert
 * @param {() => Promise<import('./push-audience.mjs').Push>} push
 */
export async function benchReadingDuringPush({ rounds, quick, report }, api, expert, push) {
  const bytes = requestBytes({ method: 'GET', path: slotsRequest(expert, DAYS).path });
  const pushes = quick ? 3 : 5;
  const during = async () => {
    /** @type {Answered[]} */
    const all = [];
    for (let i = 0; i < pushes; i += 1) {
      const { answered, result } = await readWhile(api.port, bytes, push);
      const last = Math.max(...result.at);
      all.push(...answered.filter(({ from, to }) => to >= result.since && from <= last));
    }
    return p99(all);
  };
  const idle = async () => p99((await readWhile(api.port, bytes, () => sleep(pushes * 200))).answered);
  const { subjects, references } = await alternate(rounds, during, idle);
  report.line({
    name: 'GET slots during a push to 5,000, p99',
    unit: 'ms',
    values: subjects,
    references,
    bound: BOUND,
  });
}

/**
 * @template T
 * @param {number} port
 * @param {Buffer} bytes
 * @param {() => Promise<T>} work
 * @returns {Promise<{ answered: Answered[], result: T }>} every request during `work`
 */
function readWhile(port, bytes, work) {
  return withConnections(port, READERS, bytes, async (connections) => {
    /** @type {Answered[]} */
    const answered = [];
    let over = false;
    const reading = connections.map(async (connection) => {
      while (!over) {
        const from = Number(process.hrtime.bigint());
        const { status } = await connection.send(bytes);
        if (status !== 200) throw voidRun(`the slots were answered with ${status}.`);
        answered.push({ from, to: Number(process.hrtime.bigint()) });
        await sleep(PAUSE);
      }
    });
    const result = await work().finally(() => {
      over = true;
    });
    await Promise.all(reading);
    return { answered, result };
  });
}

/** @param {Answered[]} answered */
function p99(answered) {
  const milliseconds = answered.map(({ from, to }) => (to - from) / NANOSECONDS).sort((a, b) => a - b);
  return quantile(milliseconds, 0.99);
}
