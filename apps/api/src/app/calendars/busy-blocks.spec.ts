import fc from 'fast-check';
import {
  byMonth,
  mergedBlocks,
  monthOf,
  packBlocks,
  startOfMonth,
  toRange,
  unpackBlocks,
  withoutBlocks,
} from './busy-blocks';

const MINUTE = 60_000;
const BASE = Date.UTC(2027, 0, 31, 22);
/** Short intervals around the end of a month, in seconds, so that they overlap, touch and are empty. */
const times = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 14_000 }), fc.integer({ min: 0, max: 4000 }))
    .map(([start, length]) => ({ start: BASE + start * 1000, end: BASE + (start + length) * 1000 })),
  { maxLength: 12 },
);
const LAST = (14_000 + 4000) / 60 + 2;
/** The minutes that are busy, one by one. */
function minutesOf(intervals: readonly { start: number; end: number }[]): Set<number> {
  const minutes = new Set<number>();
  for (let i = 0; i < LAST; i++) {
    const from = BASE + i * MINUTE;
    if (intervals.some(({ start, end }) => start < end && start < from + MINUTE && end > from))
      minutes.add(i);
  }
  return minutes;
}
const coveredBy = (blocks: Parameters<typeof packBlocks>[0]) =>
  minutesOf(blocks.map(toRange).map(({ from, to }) => ({ start: from, end: to })));

describe('busy blocks', () => {
  it('cover exactly the minutes that some interval touches, and neither overlap nor touch', () => {
    fc.assert(
      fc.property(times, (intervals) => {
        const blocks = mergedBlocks(intervals);
        expect(coveredBy(blocks)).toEqual(minutesOf(intervals));
        blocks.slice(1).forEach(([start], i) => expect(start).toBeGreaterThan(blocks[i]?.[1] ?? 0));
      }),
    );
  });

  it('lie in the months they are cut at, and are the same when put together', () => {
    fc.assert(
      fc.property(times, (intervals) => {
        const blocks = mergedBlocks(intervals);
        const months = byMonth(blocks);
        for (const [month, own] of months) {
          for (const block of own) {
            const { from, to } = toRange(block);
            expect([monthOf(from), monthOf(to - 1)]).toEqual([month, month]);
          }
        }
        const again = [...months.values()].flat().map(toRange);
        expect(mergedBlocks(again.map(({ from, to }) => ({ start: from, end: to })))).toEqual(blocks);
      }),
    );
  });

  it('without others are the minutes that those do not cover', () => {
    fc.assert(
      fc.property(times, times, (some, others) => {
        const left = coveredBy(withoutBlocks(mergedBlocks(some), mergedBlocks(others)));
        const covered = minutesOf(others);
        expect(left).toEqual(new Set([...minutesOf(some)].filter((minute) => !covered.has(minute))));
      }),
    );
  });

  it('are the same after packing, in eight bytes each', () => {
    fc.assert(
      fc.property(times, (intervals) => {
        const blocks = mergedBlocks(intervals);
        const bytes = packBlocks(blocks);
        expect(bytes.length).toBe(blocks.length * 8);
        expect(unpackBlocks(new Uint8Array(bytes))).toEqual(blocks);
      }),
    );
  });

  it('count months from January 1970, in UTC', () => {
    expect(monthOf(0)).toBe(0);
    expect(monthOf(Date.UTC(2027, 1, 1))).toBe(57 * 12 + 1);
    expect(startOfMonth(monthOf(Date.UTC(2027, 1, 15, 7)))).toBe(Date.UTC(2027, 1, 1));
  });
});
