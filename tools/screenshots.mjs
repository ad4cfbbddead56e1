/**
 * `npm run screenshots`: the pictures of the documentation, taken anew in a real browser of the built application,
 * filled through its public API. `-- --all` takes every page at every width, light and dark, into `tmp/screenshots`;
 * `--no-build` takes what is installed and built already.
 */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

import { CHROMIUM_FLAGS, ensureChromium } from './chromium.mjs';
import { ensureBuilt } from './run/build.mjs';
import { ending } from './run/ending.mjs';
import { ensureInstalled } from './run/install.mjs';
import { ROOT } from './run/paths.mjs';
import { say, step } from './run/terminal.mjs';
import { startThrowaway } from './run/throwaway.mjs';
import { pictureCast } from './screenshots/cast.mjs';
import { JOURNEYS } from './screenshots/pages.mjs';
import { takePicture } from './screenshots/picture.mjs';
import { seed } from './seed.mjs';

/** @typedef {{ width: number, height: number, scheme: 'light' | 'dark' }} View */

const HEIGHTS = { 390: 844, 768: 1024, 1280: 800 };
/** @type {readonly View[]} */
const VIEWS = Object.entries(HEIGHTS).flatMap(([width, height]) =>
  /** @type {const} */ (['light', 'dark']).map((scheme) => ({ width: Number(width), height, scheme })),
);

/** What the documentation shows: the way of a booking, on a phone and on a desk, and two pages of it at night. */
const KEPT = [
  ...['profile', 'booking', 'details', 'confirmation', 'dashboard'].flatMap((name) => [
    `${name}-390-light`,
    `${name}-1280-light`,
  ]),
  'booking-1280-dark',
  'dashboard-1280-dark',
];
const STEP_DEADLINE = 20_000;

const { values } = parseArgs({ options: { all: { type: 'boolean' }, 'no-build': { type: 'boolean' } } });
const all = values.all ?? false;
const folder = all ? join(ROOT, 'tmp', 'screenshots') : join(ROOT, 'docs', 'images');
/** Another build may be looked at, as with `npm start`. */
const webRoot = process.env.WEB_ROOT ? { WEB_ROOT: process.env.WEB_ROOT } : {};
const wanted = (/** @type {string} */ picture) => all || KEPT.includes(picture);
const end = ending();

await end.after(async () => {
  if (!values['no-build']) {
    await ensureInstalled();
    await ensureBuilt();
  }
  const executablePath = await step('Finding a Chromium', (note) => ensureChromium({ log: note }));
  const { url } = await step('Starting the application', (note) =>
    startThrowaway(end, { note, env: webRoot }),
  );
  const expert = await step('Filling it', (note) =>
    seed({ url, withBookings: true, cast: pictureCast, note }),
  );
  if (expert.problem) throw new Error(expert.problem);

  // Not before: on a fresh clone it has only just been installed.
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  end.also('browser', () => browser.close());
  if (all) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = await step('Taking the pictures', async (note) => {
    const taken = [];
    for (const stops of JOURNEYS) {
      for (const view of VIEWS) taken.push(...(await travel({ browser, url, expert, stops, view, note })));
    }
    return taken;
  });
  for (const file of files) {
    say(`  ${relative(ROOT, file)} ${Math.ceil(statSync(file).size / 1000)} kB`);
  }
});

/**
 * One journey in one browser window; pages nobody asked for are passed through on the way to the last one wanted.
 *
 * @param {object} at
 * @param {import('@playwright/test').Browser} at.browser
 * @param {string} at.url
 * @param {import('./screenshots/pages.mjs').Expert} at.expert
 * @param {readonly import('./screenshots/pages.mjs').Stop[]} at.stops
 * @param {View} at.view
 * @param {(text: string) => void} at.note
 * @returns {Promise<string[]>} the files written
 */
async function travel({ browser, url, expert, stops, view: { width, height, scheme }, note }) {
  const nameOf = (/** @type {{ name: string }} */ stop) => `${stop.name}-${width}-${scheme}`;
  const last = stops.findLastIndex((stop) => wanted(nameOf(stop)));
  if (last < 0) return [];
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: scheme,
    locale: 'en-GB',
    timezoneId: pictureCast.expert.timeZone,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(STEP_DEADLINE);
  const page = await context.newPage();
  /** @type {string[]} */
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  const files = [];
  for (const stop of stops.slice(0, last + 1)) {
    await stop.open(page, expert);
    if (!wanted(nameOf(stop))) continue;
    note(nameOf(stop));
    const path = join(folder, `${nameOf(stop)}.png`);
    await takePicture(page, path, { whole: all && stop.tall === true });
    files.push(path);
    if (wrong.length > 0) throw new Error(`${nameOf(stop)}: ${wrong.join('; ')}`);
  }
  await context.close();
  return files;
}
