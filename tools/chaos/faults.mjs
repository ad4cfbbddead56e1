import { setTimeout as sleep } from 'node:timers/promises';

/** How long a node is frozen: longer than an election takes. */
const FROZEN_MS = 6000;
const STEP_DOWN_SECONDS = 5;
/** Pause between two faults. */
const CALM_MS = 5000;

/**
 * @typedef {import('./stage.mjs').Stage} Stage
 *
 * @typedef {object} Fault
 * @property {string} name
 * @property {(stage: Stage, pick: (count: number) => number) => Promise<() => Promise<void>>} harm resolves as soon as the harm
 *   is done; the returned function repairs it
 */

const nothing = async () => {};

/** @type {readonly Fault[]} */
export const FAULTS = [
  {
    name: 'API process killed',
    harm: async ({ apis }, pick) => {
      const again = apis[pick(apis.length)].kill();
      return () => again;
    },
  },
  {
    name: 'API process restarted',
    harm: async ({ apis }, pick) => {
      const again = apis[pick(apis.length)].restart();
      return () => again;
    },
  },
  {
    name: 'primary steps down',
    harm: async (stage) => {
      const client = await stage.client();
      // Its connections end with it, so the response may be lost.
      await client
        .db('admin')
        .command({ replSetStepDown: STEP_DOWN_SECONDS, secondaryCatchUpPeriodSecs: 2 })
        .catch(() => {});
      return nothing;
    },
  },
  {
    name: 'primary killed',
    harm: async (stage) => {
      const node = stage.set.nodes[await stage.primary()];
      await node.kill();
      return () => node.restart();
    },
  },
  {
    name: 'primary frozen',
    harm: async (stage) => {
      const node = stage.set.nodes[await stage.primary()];
      node.freeze();
      return async () => {
        await sleep(FROZEN_MS);
        node.resume();
      };
    },
  },
  {
    name: 'secondary killed',
    harm: async (stage, pick) => {
      const primary = await stage.primary();
      const others = stage.set.nodes.filter((_, index) => index !== primary);
      const node = others[pick(others.length)];
      await node.kill();
      return () => node.restart();
    },
  },
];

/**
 * Does one fault after the other until the time is over.
 *
 * @param {Stage} stage
 * @param {import('./ledger.mjs').Ledger} ledger
 * @param {{ until: number, pick: (count: number) => number, note: (text: string) => void, signal: AbortSignal }} options `until`:
 *   epoch milliseconds
 * @returns {Promise<Map<string, number[]>>} by fault: milliseconds until a write that was requested afterwards was acknowledged
 */
export async function harmUntil(stage, ledger, { until, pick, note, signal }) {
  /** @type {Map<string, number[]>} */
  const resumed = new Map(FAULTS.map(({ name }) => [name, []]));
  for (let turn = 0; Date.now() < until && !signal.aborted; turn += 1) {
    const { name, harm } = FAULTS[turn % FAULTS.length];
    note(name);
    const from = Date.now();
    const mend = await harm(stage, pick);
    const harmedAt = Date.now();
    const [at] = await Promise.all([ledger.nextAfter(harmedAt, signal), mend()]);
    if (at !== null) resumed.get(name)?.push(at - from);
    await sleep(CALM_MS, undefined, { signal }).catch(() => {});
  }
  return resumed;
}
