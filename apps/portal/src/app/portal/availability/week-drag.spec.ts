import type { TimeRange, WeeklyHours } from '@expertbook/contracts';
import * as fc from 'fast-check';
import { minutesOf, timeOf } from '../../ui/time-of-day';
import { validRanges } from './hours-rules';
import type { Drag } from './week-drag';
import { DRAG_STEP, blocksOf, weekAfterDrag, withHourAt } from './week-drag';

/** A valid day: cut points on the 5-minute grid, every other interval between them open. */
const day = fc
  .uniqueArray(fc.integer({ min: 0, max: 288 }), { maxLength: 8 })
  .map((cuts) => cuts.map((cut) => cut * 5).sort((a, b) => a - b))
  .map((cuts) => {
    const ranges: TimeRange[] = [];
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      ranges.push({ start: timeOf(cuts[i] ?? 0), end: timeOf(cuts[i + 1] ?? 0) });
    }
    return ranges;
  });
const week: fc.Arbitrary<WeeklyHours> = fc.array(day, { minLength: 7, maxLength: 7 });
const place = fc.record({
  day: fc.integer({ min: 0, max: 6 }),
  minutes: fc.double({ min: 0, max: 1440, noNaN: true }),
});

/** A week and a drag in it. */
const scene = fc
  .tuple(week, place, place, fc.constantFrom('add', 'move', 'start', 'end'), fc.nat())
  .map(([hours, from, to, kind, nth]) => {
    const blocks = blocksOf(hours);
    const block = blocks[nth % Math.max(1, blocks.length)];
    const drag: Drag =
      kind === 'add' || !block
        ? { kind: 'add', from }
        : {
            kind: kind as 'move' | 'start' | 'end',
            at: block.at,
            from: { day: block.day, minutes: kind === 'end' ? block.end : block.start },
          };
    return { hours, drag, to };
  });

const openMinutes = (ranges: readonly TimeRange[]) =>
  new Set(
    ranges.flatMap(({ start, end }) =>
      Array.from({ length: (minutesOf(end) - minutesOf(start)) / 5 }, (_, i) => minutesOf(start) + i * 5),
    ),
  );

describe('dragging on the week grid', () => {
  it('always results in hours that can be saved', () => {
    fc.assert(
      fc.property(scene, ({ hours, drag, to }) => {
        const after = weekAfterDrag(hours, drag, to);
        expect(after).toHaveLength(7);
        for (const ranges of after) {
          expect(validRanges(ranges)).toBe(true);
          expect(ranges.map((one) => one.start)).toEqual(ranges.map((one) => one.start).sort());
        }
      }),
    );
  });

  it('removes no time except that of the dragged range', () => {
    fc.assert(
      fc.property(scene, ({ hours, drag, to }) => {
        const after = weekAfterDrag(hours, drag, to);
        hours.forEach((ranges, weekday) => {
          const others = ranges.filter(
            (_, at) => drag.kind === 'add' || weekday !== drag.from.day || at !== drag.at,
          );
          const open = openMinutes(after[weekday] ?? []);
          for (const minute of openMinutes(others)) expect(open.has(minute)).toBe(true);
        });
      }),
    );
  });

  it('moves a range with its length unchanged, where nothing blocks it', () => {
    fc.assert(
      fc.property(day, place, place, (ranges, from, to) => {
        const range = ranges[0];
        if (!range) return;
        const hours = [0, 1, 2, 3, 4, 5, 6].map((one) => (one === from.day ? [range] : []));
        const after = weekAfterDrag(hours, { kind: 'move', at: 0, from }, to).flat();
        const length = ({ start, end }: TimeRange) => minutesOf(end) - minutesOf(start);
        expect(after.map(length)).toEqual([length(range)]);
      }),
    );
  });

  it('adds and resizes in whole steps', () => {
    fc.assert(
      fc.property(place, place, (from, to) => {
        const empty: WeeklyHours = [[], [], [], [], [], [], []];
        const [drawn] = blocksOf(weekAfterDrag(empty, { kind: 'add', from }, to));
        expect(drawn?.day).toBe(from.day);
        expect((drawn?.start ?? 1) % DRAG_STEP).toBe(0);
        expect((drawn?.end ?? 1) % DRAG_STEP).toBe(0);
      }),
    );
  });

  it('is undone by dragging back to the start', () => {
    fc.assert(
      fc.property(scene, ({ hours, drag }) => {
        if (drag.kind !== 'add') expect(weekAfterDrag(hours, drag, drag.from)).toBe(hours);
      }),
    );
  });

  it('merges a range with the one it is dragged onto', () => {
    const hours: WeeklyHours = [[], [], [], [], [], [], []];
    hours[1] = [
      { start: '09:00', end: '12:00' },
      { start: '13:00', end: '17:00' },
    ];
    const drag: Drag = { kind: 'end', at: 0, from: { day: 1, minutes: 720 } };
    expect(weekAfterDrag(hours, drag, { day: 1, minutes: 779 })[1]).toEqual([
      { start: '09:00', end: '17:00' },
    ]);
  });

  it('leaves incomplete input unchanged', () => {
    const hours: WeeklyHours = [[], [{ start: 'soon', end: '17:00' }], [], [], [], [], []];
    expect(blocksOf(hours)).toEqual([]);
    expect(withHourAt(hours, { day: 1, minutes: 555 })[1]).toEqual([
      { start: '09:00', end: '10:00' },
      { start: 'soon', end: '17:00' },
    ]);
  });

  it('adds a whole hour on a click, also at the end of the day', () => {
    const empty: WeeklyHours = [[], [], [], [], [], [], []];
    expect(withHourAt(empty, { day: 6, minutes: 1439 })[6]).toEqual([{ start: '23:00', end: '24:00' }]);
  });
});
