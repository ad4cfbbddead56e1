/** @jest-environment <rootDir>/src/runtime-zone.environment.cjs */
import * as fc from 'fast-check';
import { asks } from './questions.fixture';
import type * as Engine from './index';

declare const setRuntimeZone: (zone: string) => void;

/** All results of the engine, computed by freshly loaded modules while the process runs in `runtimeZone`. */
function answersIn(runtimeZone: string): string {
  setRuntimeZone(runtimeZone);
  const answers: unknown[] = [];
  jest.isolateModules(() => {
    const engine = jest.requireActual<typeof Engine>('./index');
    for (const zone of engine.zoneNames()) {
      for (let t = Date.UTC(2026, 0); t < Date.UTC(2028, 0); t += 29.25 * 86_400_000) {
        answers.push(engine.formatInstant(zone, t));
        answers.push(engine.toInstant(zone, engine.localDateAt(zone, t), 150));
      }
    }
    for (const ask of fc.sample(asks, { numRuns: 100, seed: 2027 })) {
      answers.push(engine.listSlots(ask), engine.explain({ ...ask, start: ask.from }));
      answers.push(engine.nearestSlots({ ...ask, around: ask.from, count: 5 }));
    }
  });
  return JSON.stringify(answers);
}

describe('the time zone of the process', () => {
  it('really changes in this spec', () => {
    setRuntimeZone('UTC');
    expect(new Date(2027, 0, 4).toISOString()).toBe('2027-01-04T00:00:00.000Z');
    setRuntimeZone('Pacific/Auckland');
    expect(new Date(2027, 0, 4).toISOString()).toBe('2027-01-03T11:00:00.000Z');
  });

  it.each(['Pacific/Auckland', 'America/Vancouver'])(
    'does not matter: UTC and %s give the same results',
    (zone) => {
      expect(answersIn(zone)).toBe(answersIn('UTC'));
    },
  );
});
