import { setTimeout as sleep } from 'node:timers/promises';

import { residentMegabytes } from './processes.mjs';
import { alternate } from './rounds.mjs';

/**
 * Pause after the start before memory is read, so that memory needed only for the start can be released.
 * Milliseconds.
 */
const IDLE = { quick: 800, full: 2_500 };
const START_BOUND = { ratioTo: 1.1 };
const MEMORY_BOUND = { to: 130 };

/**
 * Lines 8: from the start of the process until the API is ready, on a database that has its indexes, and its memory
 * when idle; compared with a Nest application that loads and registers the same packages without the API's code.
 *
 * @param {import('./lines.mjs').Measuring} measuring
 */
export async function benchStarting({ stage, rounds, quick, report }) {
  const once = async (
    /** @type {boolean} */ warming,
    /** @type {() => Promise<import('./stage.mjs').Server>} */ start,
  ) => {
    const began = performance.now();
    const server = await start();
    const ms = performance.now() - began;
    if (!warming) await sleep(quick ? IDLE.quick : IDLE.full);
    const megabytes = residentMegabytes(server.pid);
    await server.stop();
    return { ms, megabytes };
  };
  const { subjects, references } = await alternate(
    rounds,
    (warming) => once(warming, () => stage.startApi()),
    (warming) => once(warming, () => stage.startServer('empty-nest.mjs')),
  );
  const of = (/** @type {typeof subjects} */ all, /** @type {'ms' | 'megabytes'} */ key) =>
    all.map((one) => one[key]);
  report.line({
    name: 'API start until ready',
    unit: 'ms',
    values: of(subjects, 'ms'),
    references: of(references, 'ms'),
    bound: START_BOUND,
  });
  report.line({
    name: 'API memory, idle',
    unit: 'MB',
    values: of(subjects, 'megabytes'),
    references: of(references, 'megabytes'),
    bound: MEMORY_BOUND,
  });
}
