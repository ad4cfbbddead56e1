/* global document -- what is given to `waitForFunction` runs in the page */
import { furnishWorld } from '../../apps/e2e/src/screens/world.mjs';
import { CHROMIUM_FLAGS, findChromium } from '../chromium.mjs';
import { mainThreadTime } from '../lighthouse/main-thread.mjs';
import { startStaticPage } from '../lighthouse/static-page.mjs';
import { PlainError } from '../run/plain-error.mjs';

const DATABASE = 'bench_loading';
const ROUNDS = { quick: 3, full: 9 };
/** Relative to the static page. */
const BOUNDS = { profile: { ratioTo: 6.5 }, booking: { ratioTo: 11.5 } };
const DAY = 86_400_000;

/**
 * Lines 10: main-thread time of the first load of a public page, compared with a static page with the same text. A
 * full run takes nine rounds, regardless of the other lines.
 *
 * @param {Pick<import('./lines.mjs').Measuring, 'stage' | 'quick' | 'report'>} measuring
 */
export async function benchLoading({ stage, quick, report }) {
  const executablePath = await findChromium();
  if (!executablePath)
    throw new PlainError(
      'The line "loading" needs a Chromium.',
      'Set CHROMIUM_BIN, or leave it out: --only=…',
    );
  const { chromium } = await import('@playwright/test');
  /** @type {(() => unknown)[]} */
  const stops = [];
  const end = {
    also: (/** @type {string} */ _name, /** @type {() => unknown} */ stop) => stops.unshift(stop),
  };
  try {
    const api = await stage.startApi({ database: DATABASE });
    end.also('API', api.stop);
    const url = `http://127.0.0.1:${api.port}`;
    const { expert } = await furnishWorld(url);
    const still = await startStaticPage(end);
    const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
    end.also('browser', () => browser.close());
    // Always a whole month of times, on any day.
    const month = new Date(Date.now() + 31 * DAY).toISOString().slice(0, 7);
    const pages = {
      still: { url: still.url },
      profile: { url: `${url}/${expert.handle}`, isDrawn },
      booking: { url: `${url}/${expert.handle}/consultation?month=${month}`, isDrawn },
    };
    const times = await inTurn(browser, pages, ROUNDS[quick ? 'quick' : 'full']);
    for (const [name, label] of /** @type {const} */ ([
      ['profile', 'profile'],
      ['booking', 'booking page'],
    ]))
      report.line({
        name: `main thread, first load of the ${label}`,
        unit: 'ms',
        values: times[name],
        references: times.still,
        bound: BOUNDS[name],
      });
  } finally {
    for (const stop of stops) await stop();
    await stage.client.db(DATABASE).dropDatabase();
  }
}

/** The application has replaced the initial HTML. Runs in the page. */
function isDrawn() {
  return !document.getElementById('eb-first') && !!document.querySelector('eb-root')?.textContent?.trim();
}

/**
 * @template {string} N
 * @param {import('@playwright/test').Browser} browser
 * @param {Record<N, { url: string, isDrawn?: () => boolean }>} pages
 * @param {number} rounds
 * @returns {Promise<Record<N, number[]>>} milliseconds, by page; one more round before them is not counted
 */
async function inTurn(browser, pages, rounds) {
  const names = /** @type {N[]} */ (Object.keys(pages));
  const times = Object.fromEntries(names.map((name) => [name, /** @type {number[]} */ ([])]));
  for (let round = -1; round < rounds; round += 1)
    for (const name of names) {
      const time = await mainThreadTime(browser, pages[name]);
      if (round >= 0) times[name].push(time);
    }
  return /** @type {Record<N, number[]>} */ (times);
}
