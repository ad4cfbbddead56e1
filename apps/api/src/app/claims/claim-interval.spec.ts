import fc from 'fast-check';
import { bucketsOf } from './claim-interval';

const instant = fc.integer({ min: 0, max: 10_000 }).map((minutes) => minutes * 60_000);

describe('bucketsOf', () => {
  it('gives two intervals a common bucket whenever they overlap', () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 1, max: 300 }),
        instant,
        fc.integer({ min: 1, max: 300 }),
        (a, m, b, n) => {
          const [aEnd, bEnd] = [a + m * 60_000, b + n * 60_000];
          const overlap = a < bEnd && b < aEnd;
          const mine = new Set(bucketsOf(a, aEnd));
          const shared = bucketsOf(b, bEnd).some((bucket) => mine.has(bucket));
          expect(overlap && !shared).toBe(false);
        },
      ),
    );
  });

  it('gives touching intervals on the 5-minute grid no common bucket', () => {
    const step = 5 * 60_000;
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        (from, m, n) => {
          const [start, touch, end] = [from * step, (from + m) * step, (from + m + n) * step];
          const mine = new Set(bucketsOf(start, touch));
          expect(mine.size).toBe(m);
          expect(bucketsOf(touch, end).some((bucket) => mine.has(bucket))).toBe(false);
        },
      ),
    );
  });
});
