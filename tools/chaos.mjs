/**
 * `npm run chaos [-- --minutes 10] [--clients 16] [--seed 1]`: three API processes on three database nodes, clients
 * that request the same times, and a fault every few seconds. Afterwards the acknowledged bookings are compared with
 * the database, which is also checked by the auditor and by an independent overlap scan. Bounded: at most two hours.
 *
 * Exit code 0: no overlap, nothing lost or doubled, no finding of the auditor; 1: any of these; 2: it could not run.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { contend } from './chaos/clients.mjs';
import { publishOffers } from './chaos/experts.mjs';
import { harmUntil } from './chaos/faults.mjs';
import { Ledger } from './chaos/ledger.mjs';
import { overlapping } from './chaos/overlap-scan.mjs';
import { openStage } from './chaos/stage.mjs';
import { ensureBuilt } from './run/build.mjs';
import { run } from './run/command.mjs';
import { ending } from './run/ending.mjs';
import { quietEnvironment } from './run/environment.mjs';
import { ensureInstalled } from './run/install.mjs';
import { printLine, step } from './run/terminal.mjs';

const DAY = 86_400_000;
const MAX_MINUTES = 120;
const SETTLE_MS = 3000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    clients: { type: 'string', default: '16' },
    seed: { type: 'string', default: '1' },
  },
});
const minutes = Math.min(MAX_MINUTES, Math.max(0.2, Number(values.minutes) || 10));
const clients = Math.min(200, Math.max(1, Number(values.clients) || 16));
const pick = numbersFrom(Number(values.seed) || 1);
const end = ending();

await end.after(async () => {
  await ensureInstalled();
  await ensureBuilt();
  /** @type {import('./chaos/stage.mjs').Stage} */
  const stage = await step('Starting three database nodes and three API processes', (note) =>
    openStage(end, note),
  );
  const offers = await publishOffers(stage.apis[0].url);
  const ledger = new Ledger();
  const over = new AbortController();
  const until = Date.now() + minutes * 60_000;
  const play = {
    urls: stage.apis.map(({ url }) => url),
    offers,
    ledger,
    pick,
    firstDay: Math.floor(Date.now() / DAY) * DAY + 2 * DAY,
    signal: over.signal,
  };
  const resumed = await step(
    `${clients} clients contend for ${minutes} min (seed ${values.seed})`,
    async (note) => {
      const contending = Array.from({ length: clients }, () => contend(play));
      const harming = harmUntil(stage, ledger, { until, pick, note, signal: over.signal });
      await sleep(until - Date.now());
      const seen = await harming;
      over.abort();
      await Promise.all(contending);
      return seen;
    },
  );
  // Waits until expired transactions and late commits have ended.
  await sleep(SETTLE_MS);
  const db = (await stage.client()).db();
  const places = await db
    .collection('bookings')
    .aggregate([
      { $unwind: '$attendees' },
      {
        $project: {
          _id: 0,
          uid: '$attendees.uid',
          status: '$attendees.status',
          rescheduledFrom: { $ifNull: ['$attendees.rescheduledFrom', null] },
          notes: '$attendees.notes',
        },
      },
    ])
    .toArray();
  const { lost, doubled } = ledger.compare(/** @type {any[]} */ (places));
  const claims = await db
    .collection('bookings')
    .find({ live: true })
    .project({ expertId: 1, padStart: 1, padEnd: 1 })
    .toArray();
  const overlaps = overlapping(/** @type {any[]} */ (claims));
  const audited = await run(process.execPath, ['tools/begin.cjs', 'audit-data', '--uri', stage.uri], {
    env: quietEnvironment(),
  });
  report(ledger, resumed, { lost, doubled, overlaps: overlaps.length, auditor: audited.code === 0 });
  if (audited.code !== 0) printLine(audited.tail);
  if (lost.length + doubled.length + overlaps.length > 0 || audited.code !== 0) process.exitCode = 1;
});

/**
 * @param {Ledger} ledger
 * @param {Map<string, number[]>} resumed
 * @param {{ lost: string[], doubled: string[], overlaps: number, auditor: boolean }} found
 */
function report(ledger, resumed, { lost, doubled, overlaps, auditor }) {
  printLine(`\nattempted     ${ledger.attempted}`);
  printLine(`acknowledged  ${ledger.acknowledged}`);
  printLine(`no definite answer  ${ledger.unknown}`);
  for (const [code, count] of [...ledger.refusals].sort())
    printLine(`  ${String(count).padStart(8)}  ${code}`);
  printLine('\nseconds until a write asked for after the fault was acknowledged');
  for (const [name, times] of resumed) {
    const sorted = [...times].sort((a, b) => a - b);
    const seconds = (/** @type {number | undefined} */ ms) =>
      ms === undefined ? '-' : (ms / 1000).toFixed(1);
    const median = sorted[Math.floor((sorted.length - 1) / 2)];
    printLine(
      `  ${name.padEnd(24)} ${String(times.length).padStart(3)} times  median ${seconds(median)}  worst ${seconds(sorted.at(-1))}`,
    );
  }
  printLine(
    `\noverlaps ${overlaps}, lost ${lost.length}, doubled ${doubled.length}, auditor ${auditor ? 'clean' : 'found faults'}`,
  );
  for (const uid of lost.slice(0, 10)) printLine(`  lost ${uid}`);
  for (const mark of doubled.slice(0, 10)) printLine(`  doubled ${mark}`);
}

/**
 * @param {number} seed
 * @returns {(count: number) => number} whole numbers from 0 to before `count`, the same ones for the same seed (mulberry32)
 */
function numbersFrom(seed) {
  let state = seed >>> 0;
  return (count) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  };
}
