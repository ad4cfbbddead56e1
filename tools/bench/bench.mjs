/**
 * `npm run bench`: what the product does compared with the minimum that could do it, measured in turn in one run. `--
 * --quick` takes 2 rounds instead of 5, `-- --only=engine,reading` selects lines, `-- --against=<main.js>` compares
 * the hot paths with those of another build. Exit code 0 when everything was measured, also where bounds were missed;
 * 1 when the run is void. See docs/benchmarks.md.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { ensureBuilt } from '../run/build.mjs';
import { ending } from '../run/ending.mjs';
import { API_MAIN, ROOT, WEB_ROOT } from '../run/paths.mjs';
import { PlainError } from '../run/plain-error.mjs';
import { duration, printLine, step } from '../run/terminal.mjs';

const NAMES = [
  'engine',
  'page',
  'loading',
  'reading',
  'external',
  'html',
  'flat',
  'growing',
  'booking',
  'rush',
  'push',
  'starting',
];
const ROUNDS = { quick: 2, full: 5 };
const end = ending();

await end.after(async () => {
  const began = Date.now();
  const { quick, rounds, only, against } = readArguments();
  // A measurement never installs anything, because that would change what it measures.
  if (!existsSync(join(ROOT, 'node_modules')))
    throw new PlainError('The packages are not installed.', 'Run "npm ci" and start again.');
  if (!existsSync(API_MAIN) || !existsSync(join(WEB_ROOT, 'index.html'))) await ensureBuilt();
  // Only now: these files import packages.
  const { openStage } = await import('./stage.mjs');
  const { measureLines } = await import('./lines.mjs');
  const { openReport } = await import('./report.mjs');
  const stage = await step('Starting MongoDB', (note) => openStage(end, note));
  printLine();
  const report = openReport();
  if (against) {
    const { compareBuilds } = await import('./against.mjs');
    await compareBuilds(stage, { mine: API_MAIN, other: against, rounds, quick, report });
  } else await measureLines(stage, { rounds, quick, report, wanted: (name) => only.includes(name) });
  printLine(`\n${report.summary()}.`);
  printLine(
    `${rounds} rounds in ${duration(Date.now() - began)}${against ? '' : '; no overlap, no booking lost'}.\n`,
  );
});

/** @returns {{ quick: boolean, rounds: number, only: string[], against: string | undefined }} */
function readArguments() {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      only: { type: 'string' },
      against: { type: 'string' },
    },
  });
  const against = values.against && resolve(values.against);
  if (against && !existsSync(against))
    throw new PlainError(`There is no file ${against}.`, 'Name the main.js of another build.');
  const rounds =
    values.rounds === undefined ? ROUNDS[values.quick ? 'quick' : 'full'] : Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new PlainError(`--rounds is "${values.rounds}".`, 'Give a whole number from 1.');
  const only = values.only?.split(',') ?? NAMES;
  const unknown = only.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0)
    throw new PlainError(`There is no line "${unknown.join('", "')}".`, `Choose from ${NAMES.join(', ')}.`);
  return { quick: values.quick, rounds, only, against };
}
