import { setTimeout as sleep } from 'node:timers/promises';
import type { Answered } from './linear';
import { explainBatch } from './linear';
import { findLost } from './lost';
import type { Request, Seen } from './requests';
import type { Stage, StagedExpert } from './stage';
import type { Action, Names } from './steps';
import { resolve } from './steps';
import { TYPES } from './rules';
import type { World } from './world';
import { newWorld } from './world';

export const EXPERTS = 2;
/** Maximum staleness of what another process shows. */
const FRESH_MS = 1000;

/** The model of one run: fast-check passes it from command to command. */
export interface Play {
  world: World;
  readonly names: Names;
  steps: number;
  /** How often each request had which response, `book 409 slot_taken` -> times; and `kill`. */
  readonly tally: Map<string, number>;
}

/** The real system of one run. */
export interface Scene {
  readonly stage: Stage;
  readonly experts: readonly StagedExpert[];
}

let runs = 0;

/** Experts of this run only, so that runs and their replays never interfere. */
export async function openScene(stage: Stage): Promise<{ model: Play; real: Scene }> {
  const experts: StagedExpert[] = [];
  for (let i = 0; i < EXPERTS; i++) experts.push(await stage.newExpert());
  const names = { run: `${process.pid}-${++runs}`, next: 0, keyed: [] };
  return {
    model: { world: newWorld(stage.firstDay, EXPERTS), names, steps: 0, tally: new Map() },
    real: { stage, experts },
  };
}

/** Sends one request, or several at once through both processes, and compares. */
export async function play(
  model: Play,
  real: Scene,
  actions: readonly Action[],
  through: number,
): Promise<void> {
  const requests = actions.flatMap((action) => resolve(action, model.world, model.names));
  const answered = await Promise.all(
    requests.map(async (request, i) => {
      const seen = await real.stage.send(real.experts, request, (through + i) % 2);
      if (!seen) throw new Error(`The connection broke on ${JSON.stringify(request)}`);
      return { request, seen };
    }),
  );
  const isAlone = answered.length === 1;
  // A list may be some milliseconds old: it is compared again below, where it can be waited for.
  accept(model, isAlone && answered[0]?.request.do === 'list' ? [] : answered.filter(isNoList), !isAlone);
  // Time is only simulated: both processes learn of it from the change stream.
  const madeThere = isAlone && answered[0]?.request.do !== 'expire';
  await compareAList(model, real, madeThere ? through : null);
}

const isNoList = ({ request }: Answered): boolean => request.do !== 'list';

/** Sends requests through one process and kills it (SIGKILL) while they are in progress; another one replaces it. */
export async function crash(
  model: Play,
  real: Scene,
  actions: readonly Action[],
  victim: number,
  afterMs: number,
): Promise<void> {
  const requests = actions
    // With one key and two bodies the effect could not be attributed afterwards.
    .map((action) => (action.do === 'repeat' ? { ...action, altered: false } : action))
    .flatMap((action) => resolve(action, model.world, model.names))
    // A hold with a lost token has no owner.
    .filter(({ do: what }) => what !== 'hold' && what !== 'renew' && what !== 'expire');
  const answers = requests.map(async (request) => ({
    request,
    seen: await real.stage.send(real.experts, request, victim),
  }));
  await sleep(afterMs);
  await real.stage.kill(victim);
  count(model, 'kill');
  const settled = await Promise.all(answers);
  await real.stage.startAgain(victim);
  const isAnswered = (one: { request: Request; seen: Seen | null }): one is Answered => one.seen !== null;
  const lost = settled.filter(({ seen }) => seen === null).map(({ request }) => request);
  const found = await findLost(model.world, real, lost, (victim + 1) % 2);
  const keyed = lost.flatMap((request) => (request.do === 'book' && request.key ? [request] : []));
  accept(model, [...settled.filter(isAnswered).filter(isNoList), ...found], true);
  // A retry with the key, as a careful client does it: the same booking if there is one, otherwise a new attempt.
  for (const request of new Set(keyed)) {
    const seen = await real.stage.send(real.experts, request, victim);
    if (!seen) throw new Error('The connection broke on a retry.');
    const there = [...model.world.bookings.values()].find(({ email }) => email === request.email);
    if (!there) accept(model, [{ request, seen }]);
    else {
      if (seen.body['uid'] !== there.uid) throw new Error(`A retry made ${seen.status} ${seen.body['uid']}`);
      const { status, body } = seen;
      model.world.bookings.set(there.uid, { ...there, tokens: [String(body['manageToken'])] });
      model.world.answered.set(request.key ?? '', { request: JSON.stringify(request), status, body });
    }
  }
  await compareAList(model, real, null);
}

function accept(model: Play, answered: readonly Answered[], crowd = false): void {
  if (answered.length === 0) return;
  const { world, problem } = explainBatch(model.world, answered, crowd);
  if (!world) throw new Error(problem);
  model.world = world;
  model.steps += answered.length;
  for (const { request, seen } of answered) {
    const outcome = seen.lost ? 'lost' : `${seen.status} ${String(seen.body['code'] ?? '')}`.trim();
    count(model, `${request.do} ${outcome}`);
  }
}

function count({ tally }: Play, what: string): void {
  tally.set(what, (tally.get(what) ?? 0) + 1);
}

/**
 * After every step the free times of some event type in a process must be the model's: at once in the process that
 * made the last change, within a second in the other.
 */
async function compareAList(model: Play, real: Scene, changedIn: number | null): Promise<void> {
  const turn = model.steps;
  const type = turn % TYPES.length;
  const durations = TYPES[type]?.durations ?? [];
  const minutes = durations[Math.floor(turn / 2) % durations.length] ?? 0;
  const request = { do: 'list' as const, expert: Math.floor(turn / 3) % EXPERTS, type, minutes };
  const through = turn % 2;
  const patient = Date.now() + (through === changedIn ? 0 : FRESH_MS);
  for (;;) {
    const seen = await real.stage.send(real.experts, request, through);
    if (!seen) throw new Error('The connection broke on a list.');
    const { problem } = explainBatch(model.world, [{ request, seen }]);
    if (problem === null) return;
    if (Date.now() >= patient) throw new Error(problem);
    real.stage.stale++;
  }
}
