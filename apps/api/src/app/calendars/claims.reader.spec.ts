import type { Model } from 'mongoose';
import { Types } from 'mongoose';
import { BookingRecordSchema } from './booking.schema';
import type { BookingRecord } from './booking.schema';
import type { ExternalBusyReader } from './external-busy.reader';
import { ClaimsReader } from './claims.reader';

const RANGE = { from: Date.UTC(2027, 0, 1), to: Date.UTC(2027, 1, 1) };

describe('the read of claims', () => {
  it('has every field in the index it names, so that no document is read', async () => {
    const find = jest.fn().mockReturnValue({ toArray: () => Promise.resolve([]) });
    const reader = new ClaimsReader(
      { collection: { find } } as unknown as Model<BookingRecord>,
      { between: () => Promise.reject(new Error('not asked')) } as unknown as ExternalBusyReader,
    );
    const expertId = new Types.ObjectId();
    await reader.between(expertId, RANGE);

    const [filter, { hint, projection }] = find.mock.calls[0] as [object, Record<string, object>];
    const [key, options] =
      BookingRecordSchema.indexes().find(([, { name }]) => name === (hint as unknown)) ?? [];
    const { live, ...asked } = filter as Record<string, unknown>;
    const { _id, ...read } = projection as Record<string, unknown>;
    expect(live).toBe(true);
    expect(options?.partialFilterExpression).toEqual({ live: true });
    expect(_id).toBe(0);
    expect(Object.keys(key ?? {})).toEqual(expect.arrayContaining(Object.keys(asked)));
    expect(Object.entries(key ?? {})).toEqual([['expertId', 1], ...Object.entries(read)]);
  });
});
