import * as fc from 'fast-check';
import { every, morning } from './berlin.fixture';
import type { SlotRules } from './rules';
import { frameOf, validateRules } from './rules';

const GOOD: SlotRules = {
  duration: 30,
  bufferBefore: 0,
  bufferAfter: 5,
  minimumNotice: 7,
  slotInterval: null,
  window: { kind: 'rolling', days: 0, unit: 'calendar_days' },
  limits: { perDay: null, perWeek: 1, minutesPerDay: null },
};
const HOURS = { timeZone: 'Europe/Berlin', weekly: every(morning), overrides: [], outOfOffice: [] };

const problemsOf = (change: Partial<SlotRules>): string[] =>
  validateRules({ ...GOOD, ...change }).map(({ field, code }) => `${field} ${code}`);

const range = (start: string, end: string) => ({ window: { kind: 'range' as const, start, end } });

describe('validated rules', () => {
  it.each<[Partial<SlotRules>, string[]]>([
    [{}, []],
    [{ slotInterval: 5, ...range('2027-01-04', '2027-01-04') }, []],
    [{ duration: 7 * 1440 }, []],
    [{ duration: 7 * 1440 + 5 }, ['duration max']],
    [{ duration: 0 }, ['duration min']],
    [{ duration: 32 }, ['duration off_grid']],
    [{ bufferBefore: -5, bufferAfter: 3 }, ['bufferBefore min', 'bufferAfter off_grid']],
    [{ slotInterval: 0 }, ['slotInterval min']],
    [{ minimumNotice: 0.5 }, ['minimumNotice is_int']],
    [{ window: { kind: 'rolling', days: -1, unit: 'business_days' } }, ['window.days min']],
    [range('2027-02-30', 'soon'), ['window.start invalid_date', 'window.end invalid_date']],
    [range('2027-01-05', '2027-01-04'), ['window.end end_before_start']],
    [
      { limits: { perDay: 0, perWeek: 1.5, minutesPerDay: NaN } },
      ['limits.perDay min', 'limits.perWeek is_int', 'limits.minutesPerDay is_int'],
    ],
  ])('%j: %j', (change, problems) => expect(problemsOf(change)).toEqual(problems));

  it('that are valid never make the engine throw', () => {
    const number = fc.oneof(
      fc.integer({ min: -10, max: 20_000 }),
      fc.constantFrom(0, 5, 30, 0.5, NaN, Infinity),
    );
    const date = fc.constantFrom('2027-01-04', '2027-01-05', '2027-02-30', '');
    const rules = fc.record({
      duration: number,
      bufferBefore: number,
      bufferAfter: number,
      minimumNotice: number,
      slotInterval: fc.option(number),
      window: fc.oneof(
        fc.record({
          kind: fc.constant('rolling' as const),
          days: number,
          unit: fc.constant('calendar_days' as const),
        }),
        fc.record({ kind: fc.constant('range' as const), start: date, end: date }),
      ),
      limits: fc.constant(GOOD.limits),
    });
    let good = 0;
    fc.assert(
      fc.property(fc.oneof(rules, fc.constant(GOOD)), (given) => {
        const problems = validateRules(given);
        if (problems.length === 0) good++;
        const read = () => frameOf({ hours: HOURS, rules: given, now: 0 });
        if (problems.length === 0) expect(read).not.toThrow();
      }),
      { numRuns: 500 },
    );
    expect(good).toBeGreaterThan(10);
  });

  it('are explained in sentences', () => {
    for (const { message } of validateRules({ ...GOOD, duration: 1, ...range('x', 'y') })) {
      expect(message).toMatch(/^["A-Z].*\.$/);
    }
  });
});
