/**
 * `npm run fuzz [-- --cases 2000] [--seed 1]`: Schemathesis runs `docs/openapi.json` against the built API, signed in
 * and anonymously. Every response must have a status, a media type and a shape that the document declares, and none
 * may be a server error. `--api URL` tests one that already runs (on this machine, empty, with high limits),
 * `--document FILE` uses another document. The only network access beyond this machine is the first download of the
 * Python packages.
 *
 * Exit code 0: no faults; 1: faults, each with the curl command that shows it, or it could not run.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { ensureBuilt } from './run/build.mjs';
import { ending } from './run/ending.mjs';
import { ensureInstalled } from './run/install.mjs';
import { ROOT } from './run/paths.mjs';
import { PlainError } from './run/plain-error.mjs';
import { printLine, step } from './run/terminal.mjs';
import { startThrowaway } from './run/throwaway.mjs';
import { play } from './schemathesis/play.mjs';
import { playRounds } from './schemathesis/rounds.mjs';
import { openScene } from './schemathesis/scene.mjs';

const MAX_CASES = 1_000_000;
const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    api: { type: 'string' },
    document: { type: 'string', default: join(ROOT, 'docs', 'openapi.json') },
  },
});
const cases = Math.min(MAX_CASES, Math.max(1, Math.floor(Number(values.cases)) || 2000));
const seed = Math.max(0, Math.floor(Number(values.seed)) || 0);
const document = resolve(values.document);
const end = ending();

await end.after(async () => {
  if (values.api !== undefined && !LOOPBACK.test(values.api))
    throw new PlainError(
      `--api is "${values.api}".`,
      'It must be on this machine, as http://127.0.0.1:3000.',
    );
  const url = values.api ?? (await ownApi());
  const scene = await step('Publishing an expert to play with', () => openScene(url));
  /** @type {string[]} */
  const faults = [];
  const played = await playRounds({ cases, seed, operations: operationsOf(document) }, (round) =>
    step(`${round.phase} as ${round.as} (seed ${round.seed})`, async (note) => {
      const result = await play({ url, document, scene, ...round }, note);
      note(`${result.cases} cases`);
      if (result.faults) faults.push(result.faults);
      return result.cases;
    }),
  );
  printLine(`  ${played} cases, seed ${seed}: ${faults.length === 0 ? 'no faults' : 'faults'}`);
  if (faults.length > 0) {
    printLine(faults.join('\n'));
    process.exitCode = 1;
  }
});

/** @returns {Promise<string>} the address of the built API on a database of its own */
async function ownApi() {
  await ensureInstalled();
  await ensureBuilt();
  const { url } = await step('Starting MongoDB and the API', (note) =>
    startThrowaway(end, { note, env: { LOG_LEVEL: 'error', VERIFY_EMAIL: 'false' } }),
  );
  return url.replace('localhost', '127.0.0.1');
}

/** @param {string} file with an OpenAPI document */
function operationsOf(file) {
  const { paths } = JSON.parse(readFileSync(file, 'utf8'));
  return Object.values(paths).reduce((count, item) => count + Object.keys(item).length, 0);
}
