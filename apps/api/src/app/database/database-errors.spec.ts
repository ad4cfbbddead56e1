import { mongo } from 'mongoose';
import { isDatabaseUnavailable } from './database-errors';

describe('isDatabaseUnavailable', () => {
  it('recognises a lost connection, also inside the error of a bulk write', () => {
    const lost = new mongo.MongoNetworkError('read ECONNRESET');
    expect(isDatabaseUnavailable(lost)).toBe(true);
    const bulk = new mongo.MongoBulkWriteError(lost as never, { insertedCount: 0 } as never);
    expect(isDatabaseUnavailable(bulk)).toBe(true);
  });

  it('recognises the pool of a server that has left the set, which the driver does not export', () => {
    const closed = Object.assign(new Error('closed'), { name: 'MongoPoolClosedError' });
    expect(isDatabaseUnavailable(closed)).toBe(true);
  });

  it('recognises a server whose disk is full', () => {
    const full = new mongo.MongoServerError({ message: 'available disk space is too low', code: 14_031 });
    expect(isDatabaseUnavailable(full)).toBe(true);
  });

  it('does not match an error about the data', () => {
    const duplicate = new mongo.MongoServerError({ message: 'E11000', code: 11_000 });
    expect(isDatabaseUnavailable(duplicate)).toBe(false);
    expect(isDatabaseUnavailable(new mongo.MongoBulkWriteError(duplicate as never, {} as never))).toBe(false);
    expect(isDatabaseUnavailable(new TypeError('ours'))).toBe(false);
  });
});
