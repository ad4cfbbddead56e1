import { setTimeout as sleep } from 'node:timers/promises';

import { residentMegabytes } from './processes.mjs';
import { alternate, sayLine } from './rounds.mjs';

/** After the start, before memory is read: what starting needed may be given back by then. Milliseconds. */
const IDLE = { quick: 1_500, full: 4_000 };

/**
 * Lines 7: from the start of the process until the API says it is ready, on a database that has its indexes, and the memory
 * it holds when nothing happens; beside a Nest application with nothing in it.
 *
 * @param {import('./lines.mjs').Measuring} measuring
 */
export async function benchStarting({ stage, rounds, quick }) {
  const once = async (/** @type {() => Promise<import('./stage.mjs').Server>} */ start) => {
    const began = performance.now();
    const server = await start();
    const ms = performance.now() - began;
    await sleep(quick ? IDLE.quick : IDLE.full);
    const megabytes = residentMegabytes(server.pid);
    await server.stop();
    return { ms, megabytes };
  };
  const { subjects, references } = await alternate(
    rounds,
    () => once(() => stage.startApi()),
    () => once(() => stage.startServer('empty-nest.mjs')),
  );
  const of = (/** @type {typeof subjects} */ all, /** @type {'ms' | 'megabytes'} */ key) =>
    all.map((one) => one[key]);
  sayLine({
    name: 'API start until ready (ms)',
    values: of(subjects, 'ms'),
    references: of(references, 'ms'),
  });
  sayLine({
    name: 'API memory, idle (MB)',
    values: of(subjects, 'megabytes'),
    references: of(references, 'megabytes'),
  });
}
