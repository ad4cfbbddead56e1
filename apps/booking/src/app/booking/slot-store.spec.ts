import type { AvailabilityChanged, IntervalPair, SlotsResponse } from '@expertbook/contracts';
import * as fc from 'fast-check';
import type { OwnClaim, SlotState } from './slot-store';
import { nearestSlots } from './lost-slots';
import {
  EMPTY_SLOT_STATE,
  MAX_CHANGES,
  changed,
  markStale,
  freeDays,
  heldDays,
  isStale,
  loaded,
  watching,
} from './slot-store';

const DAY = '2027-01-04';
const MONTH = '2027-01';
const NO_BUFFERS = { bufferBefore: 0, bufferAfter: 0 };
const NOW = Date.parse('2027-01-01T00:00:00Z');

const at = (time: string) => `${DAY}T${time}:00+00:00`;
const span = (from: string, to: string): IntervalPair => [at(from), at(to)];
const answer = (revision: number, times: string[], duration = 30): SlotsResponse => ({
  timeZone: 'UTC',
  duration,
  revision,
  slots: times.length ? { [DAY]: times.map((time) => ({ start: at(time) })) } : {},
});
const push = (revision: number, change: Partial<AvailabilityChanged>): AvailabilityChanged => ({
  revision,
  taken: [],
  freed: [],
  reason: 'booked',
  ...change,
});
const times = (state: SlotState, buffers = NO_BUFFERS, own: OwnClaim | null = null, now = NOW) =>
  (freeDays(state, MONTH, buffers, { now, own })[DAY] ?? []).map(({ start }) => start.slice(11, 16));
const read = (revision: number, list: string[], state = EMPTY_SLOT_STATE) =>
  loaded(state, MONTH, MONTH, answer(revision, list));

describe('slot store', () => {
  const list = ['09:00', '09:30', '10:00', '10:30'];

  it('removes the slots that a push takes, at once; adjacent intervals do not overlap', () => {
    const state = changed(watching(read(5, list), 5), push(6, { taken: [span('09:30', '10:00')] }));
    expect(times(state)).toEqual(['09:00', '10:00', '10:30']);
    expect(isStale(state, MONTH)).toBe(false);
  });

  it('pads slots with the buffers before comparing', () => {
    const state = changed(watching(read(5, list), 5), push(6, { taken: [span('09:30', '10:00')] }));
    expect(times(state, { bufferBefore: 15, bufferAfter: 0 })).toEqual(['09:00', '10:30']);
    expect(times(state, { bufferBefore: 0, bufferAfter: 5 })).toEqual(['10:00', '10:30']);
  });

  it('omits a day when its last slot is taken', () => {
    const state = changed(read(5, ['09:00']), push(6, { taken: [span('08:00', '12:00')] }));
    expect(freeDays(state, MONTH, NO_BUFFERS, { now: NOW })).toEqual({});
  });

  it('does not apply an old push to a newer response', () => {
    const state = read(
      7,
      list,
      changed(watching(read(5, list), 5), push(6, { taken: [span('09:00', '11:00')] })),
    );
    expect(times(state)).toEqual(list);
  });

  it('applies pushes that arrived before an older response', () => {
    const state = read(
      5,
      list,
      changed(watching(EMPTY_SLOT_STATE, 5), push(6, { taken: [span('09:00', '09:30')] })),
    );
    expect(times(state)).toEqual(['09:30', '10:00', '10:30']);
    expect(isStale(state, MONTH)).toBe(false);
  });

  it('ignores a response older than the current one', () => {
    expect(times(read(4, ['09:00'], read(5, list)))).toEqual(list);
  });

  it('marks a month stale when time is freed or the hours change', () => {
    const base = watching(read(5, list), 5);
    expect(
      isStale(changed(base, push(6, { freed: [span('11:00', '11:30')], reason: 'cancelled' })), MONTH),
    ).toBe(true);
    expect(isStale(changed(base, push(6, { reason: 'schedule' })), MONTH)).toBe(true);
    expect(isStale(read(6, list, changed(base, push(6, { reason: 'schedule' }))), MONTH)).toBe(false);
  });

  it('marks a month stale after a gap in the revisions', () => {
    const base = watching(read(5, list), 5);
    expect(isStale(changed(base, push(7, { taken: [span('09:00', '09:30')] })), MONTH)).toBe(true);
    const healed = changed(changed(base, push(7, {})), push(6, {}));
    expect(isStale(healed, MONTH)).toBe(false);
  });

  it('marks a month stale when the socket reconnects at a later revision', () => {
    const state = watching(changed(watching(read(5, list), 5), push(6, {})), 9);
    expect(isStale(state, MONTH)).toBe(true);
    expect(isStale(read(9, list, state), MONTH)).toBe(false);
  });

  it('discards everything when the revisions start over', () => {
    const state = watching(watching(read(50, list), 50), 3);
    expect(isStale(state, MONTH)).toBe(true);
    expect(times(read(3, ['09:00'], state))).toEqual(['09:00']);
  });

  it('keeps showing its data while it is stale', () => {
    const state = markStale(watching(read(5, list), 5));
    expect(times(state)).toEqual(list);
    expect(isStale(state, MONTH)).toBe(true);
    expect(isStale(read(5, list, state), MONTH)).toBe(false);
  });

  it('hides slots that have begun', () => {
    expect(times(read(5, list), NO_BUFFERS, null, Date.parse(at('09:30')))).toEqual(['10:00', '10:30']);
  });

  describe('with an own hold', () => {
    const buffers = { bufferBefore: 10, bufferAfter: 5 };
    const own: OwnClaim = { slot: { start: at('09:30') }, day: DAY, duration: 30, held: true };

    it('does not remove the own slot', () => {
      const state = changed(
        watching(read(5, list), 5),
        push(6, { reason: 'held', taken: [span('09:20', '10:05')] }),
      );
      expect(times(state, buffers, own)).toEqual(list);
      expect(times(state, buffers, null)).toEqual(['10:30']);
    });

    it('removes it for a hold of another client', () => {
      const state = changed(
        watching(read(5, list), 5),
        push(6, { reason: 'held', taken: [span('09:50', '10:35')] }),
      );
      expect(times(state, buffers, { ...own, held: false })).not.toContain('09:30');
    });

    it('keeps the own slot in place when a response omits it', () => {
      const state = read(6, ['09:00', '10:00'], watching(EMPTY_SLOT_STATE, 6));
      expect(times(state, buffers, own)).toEqual(['09:00', '09:30', '10:00']);
      expect(times(state, buffers, { ...own, held: false })).toEqual(['09:00', '10:00']);
    });
  });

  it('finds the nearest free times, earliest first, without the lost one', () => {
    const days = freeDays(read(1, ['09:00', '09:30', '10:00', '13:00']), MONTH, NO_BUFFERS, { now: NOW });
    const near = nearestSlots([days, days], Date.parse(at('09:30')), 2).map(({ start }) =>
      start.slice(11, 16),
    );
    expect(near).toEqual(['09:00', '10:00']);
  });

  it('keeps a bounded list of pushes and detects when it is too short', () => {
    let state = watching(read(0, list), 0);
    for (let revision = 1; revision <= MAX_CHANGES + 1; revision++)
      state = changed(state, push(revision, {}));
    expect(state.changes).toHaveLength(MAX_CHANGES);
    expect(isStale(state, MONTH)).toBe(true);
  });

  it('equals the server’s state whenever it reports that it is not stale, for every order of responses and pushes', () => {
    const all = Array.from({ length: 12 }, (_, index) => `${String(8 + index).padStart(2, '0')}:00`);
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('toggle' as const), slot: fc.nat(11) }) },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('deliver' as const), lose: fc.boolean() }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('read' as const), age: fc.nat(3) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('watch' as const) }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const truths: ReadonlySet<string>[] = [new Set()];
        let queue: AvailabilityChanged[] = [];
        let state = watching(read(0, all), 0);
        const answerAt = (revision: number) =>
          answer(
            revision,
            all.filter((time) => !truths[revision]?.has(time)),
            60,
          );
        for (const move of steps) {
          const revision = truths.length - 1;
          if (move.kind === 'toggle') {
            const busy = new Set(truths[revision]);
            const time = all[move.slot] ?? '';
            const interval = span(time, `${String(Number(time.slice(0, 2)) + 1).padStart(2, '0')}:00`);
            const wasBusy = busy.delete(time);
            if (!wasBusy) busy.add(time);
            truths.push(busy);
            queue.push(
              push(revision + 1, wasBusy ? { freed: [interval], reason: 'released' } : { taken: [interval] }),
            );
          } else if (move.kind === 'deliver') {
            const [next, ...rest] = queue;
            queue = rest;
            if (next && !move.lose) state = changed(state, next);
          } else if (move.kind === 'read') {
            state = loaded(state, MONTH, MONTH, answerAt(Math.max(0, revision - move.age)));
          } else {
            queue = [];
            state = watching(state, revision);
          }
          if (isStale(state, MONTH)) continue;
          const known = Math.max(state.seen ?? 0, state.months.get(MONTH)?.revision ?? 0);
          expect(times(state)).toEqual(all.filter((time) => !truths[known]?.has(time)));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('times held by other clients', () => {
  const held = (start: string, end: string, revision: number, reason: AvailabilityChanged['reason']) => ({
    revision,
    taken: [[start, end]] as [string, string][],
    freed: [],
    reason,
  });
  const answer: SlotsResponse = {
    timeZone: 'UTC',
    duration: 30,
    revision: 5,
    slots: { '2027-01-04': [{ start: '2027-01-04T09:00:00Z' }, { start: '2027-01-04T09:30:00Z' }] },
    held: { '2027-01-04': ['2027-01-04T11:00:00Z'] },
  };
  const none = { bufferBefore: 0, bufferAfter: 0 };
  const now = Date.parse('2027-01-04T08:00:00Z');
  const read = loaded(EMPTY_SLOT_STATE, 'k', '2027-01', answer);
  const shown = (state: SlotState, own: OwnClaim | null = null) => heldDays(state, 'k', none, { now, own });

  it('are those of the response and those pushed since', () => {
    expect(shown(read)).toEqual({ '2027-01-04': ['2027-01-04T11:00:00Z'] });
    const pushed = changed(read, held('2027-01-04T09:00:00Z', '2027-01-04T09:30:00Z', 6, 'held'));
    expect(shown(pushed)['2027-01-04']).toEqual(['2027-01-04T11:00:00Z', '2027-01-04T09:00:00Z']);
    expect(freeDays(pushed, 'k', none, { now })['2027-01-04']).toEqual([{ start: '2027-01-04T09:30:00Z' }]);
  });

  it('disappear once they are booked', () => {
    const booked = changed(read, held('2027-01-04T11:00:00Z', '2027-01-04T11:30:00Z', 6, 'booked'));
    expect(shown(booked)).toEqual({});
  });

  it('never contain the visitor’s own', () => {
    const own = { slot: { start: '2027-01-04T11:00:00Z' }, day: '2027-01-04', duration: 30, held: true };
    expect(shown(read, own)).toEqual({});
    expect(heldDays(read, 'k', none, { now: Date.parse('2027-01-04T12:00:00Z') })).toEqual({});
  });
});
