import { ask, at } from './berlin.fixture';
import type { SlotRules } from './rules';
import { explain, isBookable, listSlots, nearestSlots } from './slots';
import { UnknownZoneError } from './zones';

const MINUTE = 60_000;
const DAY = 86_400_000;

describe('invalid questions', () => {
  const list = (rules: Partial<SlotRules>, from = at('2027-01-04'), to = from + DAY): number[] =>
    listSlots({ ...ask({ rules }), from, to });

  it('throw range errors for invalid numbers', () => {
    for (const bad of [0, -5, NaN, Infinity, 7.5]) {
      expect(() => list({ duration: bad })).toThrow(RangeError);
      expect(() => list({ slotInterval: bad })).toThrow(RangeError);
      if (bad !== 0) expect(() => list({ bufferBefore: bad })).toThrow(RangeError);
      if (bad !== 0) expect(() => list({ bufferAfter: bad })).toThrow(RangeError);
      if (bad !== 0) expect(() => list({ minimumNotice: bad })).toThrow(RangeError);
    }
    expect(() => list({ duration: 10_085 })).toThrow(RangeError);
    expect(() => list({ window: { kind: 'rolling', days: NaN, unit: 'calendar_days' } })).toThrow(RangeError);
    expect(() => list({ window: { kind: 'range', start: '2027-02-30', end: '2027-03-01' } })).toThrow(
      RangeError,
    );
    for (const bad of [NaN, Infinity, -Infinity, 1e16]) {
      expect(() => list({}, 0, bad)).toThrow(RangeError);
      expect(() => isBookable({ ...ask(), start: bad })).toThrow(RangeError);
      expect(() => explain({ ...ask(), start: bad })).toThrow(RangeError);
      expect(() => nearestSlots({ ...ask(), around: bad, count: 1 })).toThrow(RangeError);
      expect(() => listSlots({ ...ask({ now: bad }), from: 0, to: 1 })).toThrow(RangeError);
    }
    const ten = { kind: 'range' as const, start: '2000-01-01', end: '2999-12-31' };
    expect(() => list({ window: ten }, 0, at('2999-01-01'))).toThrow(RangeError);
    expect(() => listSlots({ ...ask({ hours: { timeZone: 'x' } }), from: 0, to: 1 })).toThrow(
      UnknownZoneError,
    );
    expect(() => listSlots({ ...ask({ hours: { weekly: [] } }), from: 0, to: 1 })).toThrow(RangeError);
  });

  it('have no results for an empty or reversed interval', () => {
    expect(list({}, at('2027-01-05'), at('2027-01-05'))).toEqual([]);
    expect(list({}, at('2027-01-06'), at('2027-01-05'))).toEqual([]);
    expect(list({ window: { kind: 'range', start: '2027-02-01', end: '2027-01-01' } })).toEqual([]);
    expect(list({ window: { kind: 'rolling', days: -3, unit: 'business_days' } })).toEqual([]);
  });

  it('terminate even with unlimited windows and notices', () => {
    const window = { kind: 'rolling' as const, days: 1e15, unit: 'business_days' as const };
    expect(list({ window })).toHaveLength(4);
    expect(list({ minimumNotice: 1e12 })).toEqual([]);
    expect(isBookable({ ...ask(), start: 8.64e15 - MINUTE })).toMatchObject({ reason: 'out_of_window' });
    expect(isBookable({ ...ask(), start: -8.64e15 })).toMatchObject({ reason: 'in_the_past' });
  });
});
