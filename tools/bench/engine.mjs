import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build } from 'esbuild';

import { ROOT } from '../run/paths.mjs';
import { convertDays, countSlots, MONTH } from './engine-oracle.mjs';
import { alternate } from './rounds.mjs';
import { voidRun } from './void-run.mjs';
import { benchZones } from './zones.mjs';

const MINUTE = 60_000;
const BOOKING_COUNTS = [0, 100, 1_000, 10_000];
/** Questions before the measurement, so that the code is compiled. */
const WARM_UP = 5_000;
const ASKED = 4_000;
const CONVERTED = 40;

/** A hundred times faster than converting the days. */
const BOUND = { to: 25, ratioTo: 0.01 };

/**
 * Lines 1: a month of free starts with every rule set, compared with that month's days converted with `Intl.DateTimeFormat`, and
 * the first use of a zone.
 *
 * @param {import('./stage.mjs').Stage} stage
 * @param {{ rounds: number, report: import('./report.mjs').Report }} options
 */
export async function benchEngine(stage, { rounds, report }) {
  const bundle = await bundleScheduling(stage.folder);
  const { listSlots } = await import(pathToFileURL(bundle).href);
  for (const count of BOOKING_COUNTS) {
    const question = questionWith(count);
    const expected = countSlots(question);
    const ask = () => {
      let found = 0;
      for (let i = 0; i < ASKED; i += 1) found = listSlots(question).length;
      if (found !== expected)
        throw voidRun(`the engine lists ${found} starts with ${count} bookings, not ${expected}.`);
    };
    for (let i = 0; i < WARM_UP; i += 1) listSlots(question);
    const { subjects, references } = await alternate(
      rounds,
      () => microseconds(ask) / ASKED,
      () => microseconds(() => repeat(CONVERTED, convertDays)) / CONVERTED,
    );
    report.line({
      name: `engine, month of slots, ${count.toLocaleString('en')} bookings`,
      unit: 'µs',
      values: subjects,
      references,
      bound: BOUND,
    });
  }
  await benchZones(stage, bundle, { rounds, report });
}

/**
 * The engine as one module for Node.
 *
 * @param {string} folder
 * @returns {Promise<string>} its file
 */
async function bundleScheduling(folder) {
  const outfile = join(folder, 'scheduling.mjs');
  await build({
    entryPoints: [join(ROOT, 'libs', 'scheduling', 'src', 'index.ts')],
    tsconfigRaw: '{}',
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  return outfile;
}

/**
 * An expert in Berlin with working hours, buffers, notice, a window and all three limits, and `count` bookings: about
 * one in every second slot, from the middle of the month outwards. A hundred fill the month, and ten thousand extend
 * years to both sides.
 *
 * @param {number} count
 */
function questionWith(count) {
  const busy = [];
  const booked = [];
  const middle = MONTH.from + 15 * 86_400_000;
  for (let i = 0; i < count; i += 1) {
    const steps = (i % 2 === 0 ? 1 : -1) * Math.ceil(i / 2);
    const start = middle + steps * 7 * 60 * MINUTE;
    busy.push({ start: start - 5 * MINUTE, end: start + 40 * MINUTE, kind: 'booking' });
    booked.push({ start, minutes: 30 });
  }
  const day = [
    { start: '09:00', end: '12:30' },
    { start: '13:30', end: '18:00' },
  ];
  return {
    hours: {
      timeZone: MONTH.zone,
      weekly: [[], day, day, day, day, day, []],
      overrides: [],
      outOfOffice: [],
    },
    rules: {
      duration: 30,
      bufferBefore: 5,
      bufferAfter: 10,
      minimumNotice: 120,
      slotInterval: 30,
      window: { kind: 'rolling', days: 365, unit: 'calendar_days' },
      limits: { perDay: 3, perWeek: 13, minutesPerDay: 120 },
    },
    busy: Object.freeze(busy),
    booked: Object.freeze(booked),
    openSessions: new Map(),
    now: MONTH.from - 10 * 86_400_000,
    from: MONTH.from,
    to: MONTH.to,
  };
}

/** @param {() => void} work */
function microseconds(work) {
  const began = performance.now();
  work();
  return (performance.now() - began) * 1000;
}

/**
 * @param {number} times
 * @param {() => unknown} work
 */
function repeat(times, work) {
  for (let i = 0; i < times; i += 1) work();
}
