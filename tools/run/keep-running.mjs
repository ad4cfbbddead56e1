import { setTimeout as sleep } from 'node:timers/promises';

import { PlainError } from './plain-error.mjs';
import { complain, printLine } from './terminal.mjs';

/** A database that ends this often within {@link WITHIN} has a problem that a restart does not solve. */
const MAX_RESTARTS = 5;
const WITHIN = 120_000;
/** Milliseconds. */
const PAUSE = 500;

/**
 * Restarts the database when it ends unexpectedly (killed for its memory, crashed), and reports it. The API
 * reconnects by itself: port and data are the same.
 *
 * @param {import('../mongod/replica-set.mjs').ReplicaSet} set with one node
 * @param {() => void} onRestarted
 * @param {() => string} lastLogLines its last log lines
 * @returns {{ stop: () => Promise<void>, lost: Promise<never> }} `lost` rejects when another restart is pointless
 */
export function keepRunning(set, onRestarted, lastLogLines) {
  const [node] = set.nodes;
  let stopping = false;
  /** @type {Promise<unknown>} */
  let restarting = Promise.resolve();
  /** @type {Promise<never>} */
  const lost = new Promise((_done, fail) => {
    const watch = async () => {
      /** @type {number[]} */
      const ends = [];
      for (;;) {
        const code = await node.exited;
        if (stopping) return;
        const now = Date.now();
        ends.push(now);
        if (ends.filter((at) => now - at < WITHIN).length > MAX_RESTARTS) {
          throw new PlainError(
            `MongoDB ended by itself ${MAX_RESTARTS + 1} times within two minutes.`,
            'Its last log lines above say why; free memory or disk space, and start again.',
            { details: lastLogLines() },
          );
        }
        complain(
          new PlainError(`MongoDB ended by itself (exit code ${code}).`, 'Starting it again.', {
            details: lastLogLines(),
          }),
        );
        await sleep(PAUSE);
        if (stopping) return;
        restarting = node.restart();
        const isBack = await restarting.then(
          () => true,
          () => false,
        );
        if (!isBack) continue;
        onRestarted();
        printLine('  MongoDB runs again.');
      }
    };
    watch().catch(fail);
  });
  // Callers that do not await it have ended already.
  lost.catch(() => {});
  return {
    lost,
    async stop() {
      stopping = true;
      await restarting.catch(() => {});
      await set.stop();
    },
  };
}
