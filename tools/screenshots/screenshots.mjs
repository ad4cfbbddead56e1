/**
 * `npm run screenshots`: renews the pictures of the documentation in a real browser with the built application,
 * filled through its public API. `-- --all` takes every screen at every width, light and dark, and in German, Spanish
 * and Arabic, into `tmp/screenshots`; `--only=<pattern>` takes some of them there; `--no-build` uses the installed
 * and built state.
 */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

import { CHROMIUM_FLAGS, ensureChromium } from '../chromium.mjs';
import { ensureBuilt } from '../run/build.mjs';
import { ending } from '../run/ending.mjs';
import { ensureInstalled } from '../run/install.mjs';
import { ROOT } from '../run/paths.mjs';
import { printLine, step } from '../run/terminal.mjs';
import { startThrowaway } from '../run/throwaway.mjs';
import { dress } from '../../apps/e2e/src/screens/screen.mjs';
import { SCREENS } from '../../apps/e2e/src/screens/screens.mjs';
import { furnishWorld, register } from '../../apps/e2e/src/screens/world.mjs';
import { takePicture } from './picture.mjs';

/** @typedef {{ width: number, height: number, theme: 'light' | 'dark', language: string }} View */

const HEIGHTS = { 390: 844, 768: 1024, 1280: 800 };
/** @type {readonly View[]} */
const VIEWS = Object.entries(HEIGHTS).flatMap(([width, height]) => {
  const size = { width: Number(width), height };
  return [
    .../** @type {const} */ (['light', 'dark']).map((theme) => ({ ...size, theme, language: 'en' })),
    ...['de', 'es'].map((language) => ({ ...size, theme: /** @type {const} */ ('light'), language })),
    { ...size, theme: /** @type {const} */ ('dark'), language: 'ar' },
  ];
});

/**
 * Pictures of the documentation: the steps of a booking, on a phone and on a desktop, and two pages in the dark
 * theme.
 */
const KEPT = [
  ...['profile', 'booking', 'details', 'confirmation', 'dashboard'].flatMap((name) => [
    `${name}-390-light`,
    `${name}-1280-light`,
  ]),
  'booking-1280-dark',
  'dashboard-1280-dark',
];
const STEP_DEADLINE = 20_000;

const { values } = parseArgs({
  options: { all: { type: 'boolean' }, only: { type: 'string' }, 'no-build': { type: 'boolean' } },
});
const all = values.all === true || values.only !== undefined;
const pattern = new RegExp(values.only ?? '');
const folder = all ? join(ROOT, 'tmp', 'screenshots') : join(ROOT, 'docs', 'images');
/** Another build may be used, as with `npm start`. */
const webRoot = process.env.WEB_ROOT ? { WEB_ROOT: process.env.WEB_ROOT } : {};
const wanted = (/** @type {string} */ picture) => (all ? pattern.test(picture) : KEPT.includes(picture));
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
  const world = await step('Filling it', () => furnishWorld(url));

  // Imported late: on a fresh clone it has just been installed.
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  end.also('browser', () => browser.close());
  if (all) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = await step('Taking the pictures', async (note) => {
    const taken = [];
    for (const part of SCREENS) {
      for (const view of VIEWS) taken.push(...(await travel({ browser, world, ...part, view, note })));
    }
    return taken;
  });
  for (const file of files) {
    printLine(`  ${relative(ROOT, file)} ${Math.ceil(statSync(file).size / 1000)} kB`);
  }
});

/**
 * The screens of one person in one browser window. Screens that were not selected are still visited, because the next
 * one may continue from there.
 *
 * @param {object} at
 * @param {import('@playwright/test').Browser} at.browser
 * @param {import('../../apps/e2e/src/screens/world.mjs').World} at.world
 * @param {import('../../apps/e2e/src/screens/screen.mjs').Who} at.who
 * @param {readonly import('../../apps/e2e/src/screens/screen.mjs').Screen[]} at.screens
 * @param {View} at.view
 * @param {(text: string) => void} at.note
 * @returns {Promise<string[]>} the files written
 */
async function travel({ browser, world, who, screens, view: { width, height, theme, language }, note }) {
  const nameOf = (/** @type {{ name: string }} */ screen) =>
    `${screen.name}-${width}-${theme}${language === 'en' ? '' : `-${language}`}`;
  const last = screens.findLastIndex((screen) => wanted(nameOf(screen)));
  if (last < 0) return [];
  const context = await browser.newContext({
    baseURL: world.url,
    viewport: { width, height },
    colorScheme: theme,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(STEP_DEADLINE);
  const account = await accountOf(world, who, `${width}-${theme}-${language}`);
  await dress(context, { theme, language, account });
  const page = await context.newPage();
  /** @type {string[]} */
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  const files = [];
  for (const screen of screens.slice(0, last + 1)) {
    await screen.open(page, world);
    if (!wanted(nameOf(screen))) continue;
    note(nameOf(screen));
    const path = join(folder, `${nameOf(screen)}.png`);
    await takePicture(page, path, { whole: all && screen.tall === true, moving: screen.unfinished === true });
    files.push(path);
    if (wrong.length > 0) throw new Error(`${nameOf(screen)}: ${wrong.join('; ')}`);
  }
  await context.close();
  return files;
}

/**
 * @param {import('../../apps/e2e/src/screens/world.mjs').World} world
 * @param {import('../../apps/e2e/src/screens/screen.mjs').Who} who
 * @param {string} visit newcomers stay new for one visit only
 */
async function accountOf(world, who, visit) {
  if (who === 'visitor') return undefined;
  if (who === 'newcomer') return (await register(world.url, `Nora ${visit}`, `nora-${visit}`)).account;
  return { email: world[who].email, password: world[who].password };
}
