import * as fc from 'fast-check';
import type { BusyColumns, BusyInterval } from './busy';
import { Oracle } from './oracle.fixture';
import { asks, asksInGaps } from './questions.fixture';
import { explain, isBookable, listSlots, nearestSlots } from './slots';

const FIVE_MINUTES = 300_000;

/** The five-minute instants of `[from, to)`. */
function gridOf(from: number, to: number): number[] {
  const grid: number[] = [];
  for (let t = Math.ceil(from / FIVE_MINUTES) * FIVE_MINUTES; t < to; t += FIVE_MINUTES) grid.push(t);
  return grid;
}

describe('the engine and an independent oracle that walks cell by cell', () => {
  it('list the same starts and give the same reasons, with every rule, around clock changes', () => {
    fc.assert(
      fc.property(asks, (ask) => {
        const oracle = new Oracle(ask, ask.from, ask.to);
        const listed = listSlots(ask);
        expect(listed).toEqual(oracle.list(ask.from, ask.to));
        for (const start of gridOf(ask.from, Math.min(ask.to, ask.from + 86_400_000))) {
          const reasons = explain({ ...ask, start }).map((obstacle) => obstacle.reason);
          const expected = oracle.reasons(start);
          if (reasons.join() !== expected.join()) {
            expect({ at: new Date(start).toISOString(), reasons }).toEqual({ reasons: expected });
          }
        }
      }),
      { numRuns: 80 },
    );
  });

  it('list the same starts for all positions of working hours relative to the gap of a clock change', () => {
    fc.assert(
      fc.property(asksInGaps, (ask) => {
        expect(listSlots(ask)).toEqual(new Oracle(ask, ask.from, ask.to).list(ask.from, ask.to));
      }),
      { numRuns: 60 },
    );
  });
});

describe('events of connected calendars as columns', () => {
  it('decide what the same events decide as intervals', () => {
    fc.assert(
      fc.property(asks, fc.boolean(), (ask, isFrozen) => {
        const own = ask.busy.filter(({ kind }) => kind !== 'external');
        const busy = isFrozen ? Object.freeze(own) : own;
        const columns = { ...ask, busy, external: columnsOf(ask.busy) };
        expect(listSlots(columns)).toEqual(listSlots(ask));
        for (const start of gridOf(ask.from, ask.to)) {
          const reasons = (question: typeof ask) =>
            explain({ ...question, start }).map(({ reason }) => reason);
          expect(reasons(columns)).toEqual(reasons(ask));
        }
      }),
      { numRuns: 60 },
    );
  });
});

function columnsOf(busy: readonly BusyInterval[]): BusyColumns {
  const events = busy.filter(({ kind, start, end }) => kind === 'external' && start < end);
  events.sort((a, b) => a.start - b.start);
  const rows: { start: number; end: number }[] = [];
  for (const { start, end } of events) {
    const last = rows.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else rows.push({ start, end });
  }
  return {
    starts: Float64Array.from(rows, ({ start }) => start),
    ends: Float64Array.from(rows, ({ end }) => end),
  };
}

describe('listing and booking', () => {
  it('agree on every start: listed ones can be booked, all others are refused with a reason', () => {
    fc.assert(
      fc.property(asks, (ask) => {
        const listed = new Set(listSlots(ask));
        for (const start of [...gridOf(ask.from, ask.to), ...listed]) {
          const decision = isBookable({ ...ask, start });
          const reasons = explain({ ...ask, start });
          if (decision.bookable !== listed.has(start)) throw new Error(`Disagree on ${start}`);
          if (decision.bookable !== (reasons.length === 0)) throw new Error(`Explained wrongly: ${start}`);
          if (!decision.bookable && decision.reason !== reasons[0]?.reason)
            throw new Error(`Not first: ${start}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('do not depend on the order of the input, nor on where a question is split', () => {
    fc.assert(
      fc.property(asks, fc.integer({ min: 0, max: 4 * 1440 }), (ask, minutes) => {
        const cut = Math.min(ask.from + minutes * 60_000, ask.to);
        const whole = listSlots(ask);
        expect([...listSlots({ ...ask, to: cut }), ...listSlots({ ...ask, from: cut })]).toEqual(whole);
        const shuffled = { ...ask, busy: [...ask.busy].reverse(), booked: [...ask.booked].reverse() };
        expect(listSlots(shuffled)).toEqual(whole);
        const fresh = { ...shuffled, hours: structuredClone(ask.hours) };
        expect(listSlots(fresh)).toEqual(whole);
        const frozen = { ...fresh, busy: Object.freeze(fresh.busy), booked: Object.freeze(fresh.booked) };
        expect(listSlots(frozen)).toEqual(whole);
        expect(listSlots(frozen)).toEqual(whole);
      }),
      { numRuns: 100 },
    );
  });

  it('offer as nearest starts exactly the listed ones that are closest', () => {
    fc.assert(
      fc.property(asks, fc.integer({ min: 0, max: 9 }), (ask, count) => {
        const around = ask.from;
        const reach = 31 * 86_400_000;
        const all = listSlots({ ...ask, from: around - reach, to: around + reach + 1 });
        const closest = all
          .sort((a, b) => Math.abs(a - around) - Math.abs(b - around) || a - b)
          .slice(0, count)
          .sort((a, b) => a - b);
        expect(nearestSlots({ ...ask, around, count })).toEqual(closest);
      }),
      { numRuns: 100 },
    );
  });
});

describe('random questions', () => {
  it('cover every reason, and find free starts often enough to be meaningful', () => {
    const seen = new Map<string, number>();
    for (const ask of fc.sample(asks, { numRuns: 150, seed: 7 })) {
      if (listSlots(ask).length > 0) seen.set('free', (seen.get('free') ?? 0) + 1);
      for (const start of gridOf(ask.from, ask.to)) {
        for (const { reason } of explain({ ...ask, start })) seen.set(reason, (seen.get(reason) ?? 0) + 1);
      }
    }
    expect(seen.get('free')).toBeGreaterThan(30);
    const reasons = [
      'in_the_past',
      'min_notice',
      'out_of_window',
      'out_of_office',
      'outside_hours',
      'off_grid',
    ];
    for (const reason of [...reasons, 'limit_reached', 'slot_taken', 'slot_held']) {
      expect([reason, seen.get(reason) ?? 0]).toEqual([reason, expect.any(Number)]);
      expect(seen.get(reason) ?? 0).toBeGreaterThan(100);
    }
  });
});
