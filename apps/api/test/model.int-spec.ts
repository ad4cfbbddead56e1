import * as fc from 'fast-check';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { findOverlaps } from '../src/app/calendars/overlaps';
import { freshMongoUri } from './harness';
import type { Play, Scene } from './model/play';
import { crash, openScene, play } from './model/play';
import { findRemains, remainsOf } from './model/remains';
import { Stage } from './model/stage';
import type { Action } from './model/steps';
import { action, crowd } from './model/steps';

/** How much: a longer run, another seed, or the replay of a failure with its printed path. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 5);
const MAX_STEPS = Number(process.env['MODEL_STEPS'] ?? 400);
const SEED = Number(process.env['MODEL_SEED'] ?? 20_270_104);
const PATH = process.env['MODEL_PATH'];
const REPLAY = process.env['MODEL_REPLAY'];
const MAX_WAIT_MS = Math.max(240_000, RUNS * 30_000);

const AUDITOR = join(__dirname, '../../../tools/audit-data.mjs');

class Once implements fc.AsyncCommand<Play, Scene> {
  constructor(
    readonly actions: readonly Action[],
    readonly through: number,
  ) {}
  check = () => true;
  run = (model: Play, real: Scene) => play(model, real, this.actions, this.through);
  toString = () =>
    `${this.actions.length > 1 ? 'atOnce' : 'one'}@${this.through} ${JSON.stringify(this.actions)}`;
}

class Crash implements fc.AsyncCommand<Play, Scene> {
  constructor(
    readonly actions: readonly Action[],
    readonly victim: number,
    readonly afterMs: number,
  ) {}
  check = () => true;
  run = (model: Play, real: Scene) => crash(model, real, this.actions, this.victim, this.afterMs);
  toString = () => `kill@${this.victim} after ${this.afterMs} ms of ${JSON.stringify(this.actions)}`;
}

type Commands = fc.Arbitrary<Iterable<fc.AsyncCommand<Play, Scene>>>;

/** Minimum number of steps of the three tests together, by default (this seed has more). */
const MIN_STEPS = 3000;
const asks = ['MODEL_RUNS', 'MODEL_STEPS', 'MODEL_SEED', 'MODEL_PATH', 'MODEL_REPLAY'];

/** From this number of requested steps on, each of these must have occurred. */
const ENOUGH = 1600;
const MUST_OCCUR = [
  ...['201', '409 slot_taken', '409 slot_held', '409 limit_reached', '409 hold_expired'].map(
    (it) => `book ${it}`,
  ),
  ...['201', '409 slot_taken', '409 slot_held', '422 validation_failed'].map((it) => `hold ${it}`),
  ...['201', '409 illegal_transition', '409 slot_taken'].map((it) => `reschedule ${it}`),
  ...['cancel 200', 'cancel 404 not_found', 'cancel 409 illegal_transition', 'confirm 200', 'decline 200'],
  ...['renew 200', 'renew 409 hold_expired', 'release 204', 'expire 204', 'view 200'],
];

/** The outcome of requests in a killed process depends on timing, so it is not required. */
const KILLED = ['kill', 'hold 201', 'book 201', 'reschedule 201', 'cancel 200', 'confirm 200', 'expire 204'];

const process0or1 = fc.nat({ max: 1 });
const one = fc.tuple(action, process0or1).map(([it, through]) => new Once([it], through));
const atOnce = fc.tuple(crowd, process0or1).map(([them, through]) => new Once(them, through));
const killed = fc
  .tuple(fc.array(action, { minLength: 1, maxLength: 5 }), process0or1, fc.nat({ max: 25 }))
  .map(([them, victim, afterMs]) => new Crash(them, victim, afterMs));

describe('any sequence of requests', () => {
  const mongoUri = freshMongoUri();
  let stage: Stage;
  let taken = 0;
  beforeAll(async () => (stage = await Stage.open(mongoUri)));
  afterAll(() => stage.close());

  const settings = {
    seed: SEED,
    numRuns: RUNS,
    // Stops at the first counterexample.
    endOnFailure: process.env['MODEL_SHRINK'] === 'no',
    interruptAfterTimeLimit: MAX_WAIT_MS - 60_000,
    markInterruptAsFailure: true,
    ...(PATH !== undefined && { path: PATH }),
  };

  const check = async (what: string, commands: Commands, mustOccur: readonly string[] = []) => {
    const begun = Date.now();
    const tally: Record<string, number> = {};
    let steps = 0;
    let runs = 0;
    try {
      await fc.assert(
        fc.asyncProperty(commands, async (list) => {
          const { model, real } = await openScene(stage);
          try {
            await fc.asyncModelRun(() => ({ model, real }), list);
          } finally {
            steps += model.steps;
            for (const [key, times] of model.tally) tally[key] = (tally[key] ?? 0) + times;
          }
          expect(await findRemains(stage.connection, real.experts)).toEqual(remainsOf(model.world));
          runs++;
        }),
        settings,
      );
    } finally {
      taken += steps;
      // Also for an interrupted run.
      const seconds = Math.round((Date.now() - begun) / 1000);
      process.stdout.write(
        `model: ${what}: ${steps} steps in ${runs} runs, ${seconds} s, seed ${SEED}, ${stage.busy} times 503, ${stage.stale} lists waited for\n`,
      );
      if (process.env['MODEL_TALLY'])
        process.stdout.write(`${JSON.stringify(tally, Object.keys(tally).sort())}\n`);
    }
    expect(Object.keys(tally)).toEqual(expect.arrayContaining(RUNS * MAX_STEPS < ENOUGH ? [] : mustOccur));
  };

  const options = (share: number) => ({
    maxCommands: Math.ceil(MAX_STEPS * share),
    size: 'max' as const,
    ...(REPLAY !== undefined && { replayPath: REPLAY }),
  });

  it(
    'gets the responses of the model, one after the other through either of two processes',
    async () => {
      await check('one by one', fc.commands([one], options(1)), MUST_OCCUR);
    },
    MAX_WAIT_MS,
  );

  it(
    'gets responses as if in some order when it is sent concurrently through both',
    async () => {
      await check('at once', fc.commands([atOnce], options(0.65)));
    },
    MAX_WAIT_MS,
  );

  it(
    'loses no acknowledged change when a process is killed meanwhile',
    async () => {
      const mixed = fc.oneof({ weight: 20, arbitrary: one }, { weight: 1, arbitrary: killed });
      await check('with kills', fc.commands([mixed], options(0.3)), KILLED);
    },
    MAX_WAIT_MS,
  );

  it('had thousands of steps', () => {
    if (asks.some((name) => process.env[name] !== undefined)) return;
    expect(taken).toBeGreaterThanOrEqual(MIN_STEPS);
  });

  it('leaves a database in which the independent auditor finds nothing', async () => {
    expect(await findOverlaps(stage.connection, 5)).toEqual([]);
    const { code, output } = await new Promise<{ code: unknown; output: string }>((resolve) =>
      execFile(process.execPath, [AUDITOR, '--uri', mongoUri], (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, output: stdout + stderr }),
      ),
    );
    expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
  });
});
