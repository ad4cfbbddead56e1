/**
 * `npm run lighthouse`: speed and quality of the public pages, on Lighthouse's simulated phone, compared with a
 * static HTML page measured in the same way on the same machine. `-- --write` updates the numbers in docs/quality.md,
 * `-- --runs=9` takes more runs, `-- --report` keeps the last reports in tmp/.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { CHROMIUM_FLAGS, ensureChromium } from '../chromium.mjs';
import { measure } from './measure.mjs';
import { startStaticPage } from './static-page.mjs';
import { tableOf, withTable } from './table.mjs';
import { freePort } from '../mongod/index.mjs';
import { precompress } from '../precompress.mjs';
import { ensureBuilt } from '../run/build.mjs';
import { ending } from '../run/ending.mjs';
import { ROOT, WEB_ROOT } from '../run/paths.mjs';
import { printLine, step } from '../run/terminal.mjs';
import { startThrowaway } from '../run/throwaway.mjs';
import { furnishWorld } from '../../apps/e2e/src/screens/world.mjs';

const DOCUMENT = join(ROOT, 'docs', 'quality.md');

const { values } = parseArgs({
  options: {
    write: { type: 'boolean' },
    report: { type: 'boolean' },
    runs: { type: 'string', default: '5' },
  },
});
/** Another build may be measured, as with `npm start`. */
const webRoot = process.env.WEB_ROOT ?? WEB_ROOT;
const end = ending();

await end.after(async () => {
  const executablePath = await step('Finding a Chromium', (note) => ensureChromium({ log: note }));
  if (process.env.WEB_ROOT) await step('Compressing the build', () => precompress(webRoot));
  else await ensureBuilt();
  const { url } = await step('Starting the application', (note) =>
    startThrowaway(end, { note, env: { WEB_ROOT: webRoot } }),
  );
  const { expert } = await step('Filling it', () => furnishWorld(url));
  const still = await startStaticPage(end);

  const { chromium } = await import('@playwright/test');
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath,
    args: [...CHROMIUM_FLAGS, `--remote-debugging-port=${port}`],
  });
  end.also('browser', () => browser.close());

  const pages = [
    { name: 'Static page', url: still.url },
    { name: 'Profile', url: `${url}/${expert.handle}` },
    { name: 'Booking page', url: `${url}/${expert.handle}/consultation` },
  ];
  const runs = Number(values.runs);
  const before = loadOf();
  const { figures, busy } = await step('Measuring', (note) => measure(pages, { port, runs, note }));
  const circumstances = `median of ${runs} rounds (${busy} on a busy machine left out), load of the machine (${cpus().length} processors) ${before} before and ${loadOf()} after`;
  if (values.report) figures.forEach(keepReport);
  const table = tableOf(figures);
  printLine(`\n${table}\n${circumstances}`);
  for (const { name, flaws } of figures.slice(1)) for (const flaw of flaws) printLine(`  ${name}: ${flaw}`);
  if (values.write)
    writeFileSync(DOCUMENT, withTable(readFileSync(DOCUMENT, 'utf8'), table, new Date(), circumstances));
});

/** Processes ready to run, mean of the last minute. */
function loadOf() {
  return (loadavg()[0] ?? 0).toFixed(1);
}

/** @param {import('./measure.mjs').Figure} figure */
function keepReport({ name, report }) {
  const folder = join(ROOT, 'tmp', 'lighthouse');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name.toLowerCase().replaceAll(' ', '-')}.json`), report);
}
