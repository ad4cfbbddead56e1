import { SingleFlight } from './single-flight';

/** A read that the test resolves. */
function reads() {
  const pending: ((value: number) => void)[] = [];
  const read = () => new Promise<number>((resolve) => pending.push(resolve));
  const answer = async (which: number, value: number) => {
    pending[which]?.(value);
    await new Promise(setImmediate);
  };
  return { pending, read, answer };
}

describe('SingleFlight', () => {
  it('shares one read between concurrent requests for a key, and reads again afterwards', async () => {
    const { pending, read, answer } = reads();
    const shared = new SingleFlight();
    const both = Promise.all([shared.of('a', read), shared.of('a', read)]);
    expect(pending).toHaveLength(1);
    await answer(0, 7);
    expect(await both).toEqual([7, 7]);
    void shared.of('a', read);
    expect(pending).toHaveLength(2);
  });

  it('keeps different keys apart', async () => {
    const { read, answer } = reads();
    const shared = new SingleFlight();
    const both = Promise.all([shared.of('a', read), shared.of('b', read)]);
    await answer(1, 2);
    await answer(0, 1);
    expect(await both).toEqual([1, 2]);
  });

  it('never returns for "next" a read that began before the call', async () => {
    const { pending, read, answer } = reads();
    const shared = new SingleFlight();
    const first = shared.next(read);
    const later = Promise.all([shared.next(read), shared.next(read)]);
    expect(pending).toHaveLength(1);
    await answer(0, 1);
    expect(await first).toBe(1);
    expect(pending).toHaveLength(2);
    await answer(1, 2);
    expect(await later).toEqual([2, 2]);
  });

  it('reads again after a failed read', async () => {
    const shared = new SingleFlight();
    await expect(shared.next(() => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await shared.next(() => Promise.resolve(3))).toBe(3);
  });
});
