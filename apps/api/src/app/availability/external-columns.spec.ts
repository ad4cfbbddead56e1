import fc from 'fast-check';
import { Types } from 'mongoose';
import { byMonth, mergedBlocks, packBlocks, unpackMinutes } from '../calendars/busy-blocks';
import type { ExternalBlocks } from '../calendars/calendar-times';
import { externalColumns } from './external-columns';

const MINUTE_MS = 60_000;
const YEAR_END = Date.UTC(2026, 11, 30);
const CALENDARS = [0, 1, 2].map(() => new Types.ObjectId());

const events = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 9_000 }), fc.integer({ min: 1, max: 3_000 })).map(([from, minutes]) => ({
    start: YEAR_END + from * MINUTE_MS,
    end: YEAR_END + (from + minutes) * MINUTE_MS,
  })),
  { maxLength: 6 },
);

describe('the busy time of connected calendars, as columns', () => {
  it('is that of the counted calendars: ascending, without overlaps, one list over months and calendars', () => {
    fc.assert(
      fc.property(fc.tuple(events, events, events), fc.subarray(CALENDARS), (lists, counted) => {
        const blocks: ExternalBlocks[] = lists.flatMap((list, i) =>
          [...byMonth(mergedBlocks(list)).values()].map((month) => ({
            calendarId: CALENDARS[i] as Types.ObjectId,
            minutes: unpackMinutes(packBlocks(month)),
          })),
        );
        const columns = externalColumns(blocks, counted) ?? {
          starts: new Float64Array(),
          ends: new Float64Array(),
        };
        const { starts, ends } = columns;
        starts.forEach((start, i) => {
          expect(start).toBeLessThan(ends[i] as number);
          if (i > 0) expect(start).toBeGreaterThanOrEqual(ends[i - 1] as number);
        });
        const wanted = lists.filter((_, i) => counted.includes(CALENDARS[i] as Types.ObjectId)).flat();
        const covers = (time: number, spans: readonly { start: number; end: number }[]) =>
          spans.some(({ start, end }) => start <= time && time < end);
        const got = Array.from(starts, (start, i) => ({ start, end: ends[i] as number }));
        for (const { start, end } of [...wanted, ...got])
          for (const time of [start - MINUTE_MS, start, (start + end) / 2, end - MINUTE_MS, end])
            expect(covers(time, got)).toBe(covers(time, wanted));
      }),
      { numRuns: 300 },
    );
  });

  it('is computed once for a list', () => {
    const blocks = [{ calendarId: CALENDARS[0] as Types.ObjectId, minutes: new Uint32Array([1, 2]) }];
    expect(externalColumns(blocks, CALENDARS)).toBe(externalColumns(blocks, CALENDARS));
    expect(externalColumns(blocks, [])).toBeUndefined();
  });
});
