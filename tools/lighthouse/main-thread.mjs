/* global requestIdleCallback -- what is given to `evaluate` runs in the page */
/**
 * @typedef {object} TraceEvent as Chromium writes it; times in microseconds
 * @property {string} name
 * @property {string} ph
 * @property {number} pid
 * @property {number} tid
 * @property {number} ts
 * @property {number} [dur]
 * @property {number} [tdur] of the processor, for this thread
 * @property {any} [args]
 */

/** Lighthouse's simulated phone. */
const PHONE = {
  viewport: { width: 412, height: 823 },
  deviceScaleFactor: 1.75,
  isMobile: true,
  hasTouch: true,
};
const CATEGORIES = ['toplevel', 'blink.user_timing'];
const TASK = /(?:^|::)RunTask$/;

/**
 * Processor time of the page's main thread for a first load, with an empty cache, until the page is drawn and idle.
 * Processor time, because other work on the machine delays the page but does not add to it.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {{ url: string, isDrawn?: () => boolean }} page `isDrawn` runs in the page; without it the page is drawn
 * once it is
 *   loaded
 * @returns {Promise<number>} milliseconds
 */
export async function mainThreadTime(browser, { url, isDrawn }) {
  const context = await browser.newContext(PHONE);
  try {
    const page = await context.newPage();
    await browser.startTracing(page, { categories: CATEGORIES });
    await page.goto(url, { waitUntil: 'load' });
    if (isDrawn) await page.waitForFunction(isDrawn);
    await page.evaluate(() => new Promise((done) => requestIdleCallback(() => requestIdleCallback(done))));
    const trace = JSON.parse((await browser.stopTracing()).toString());
    return taskTime(trace.traceEvents, url);
  } finally {
    await context.close();
  }
}

/**
 * The processor time of all tasks of the main thread that showed `url`, from the start of its navigation.
 *
 * @param {readonly TraceEvent[]} events
 * @param {string} url
 * @returns {number} milliseconds
 * @throws {Error} when the trace does not have the navigation
 */
export function taskTime(events, url) {
  const start = events.findLast(
    ({ name, args }) => name === 'navigationStart' && args?.data?.documentLoaderURL === url,
  );
  if (!start) throw new Error(`the trace has no navigation to ${url}`);
  const tasks = events
    .filter(
      ({ name, ph, pid, tid, ts }) =>
        ph === 'X' && TASK.test(name) && pid === start.pid && tid === start.tid && ts >= start.ts,
    )
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  let [sum, end] = [0, 0];
  for (const { ts, dur = 0, tdur = 0 } of tasks) {
    // A task inside another one is included in it.
    if (ts < end) continue;
    sum += tdur;
    end = ts + dur;
  }
  return sum / 1000;
}
