import { Batcher } from './batcher';

describe('Batcher', () => {
  it('combines the items of one event loop turn, and handles later items separately', async () => {
    const done: number[][] = [];
    const gathered = new Batcher<number>((items) => {
      done.push([...items]);
      return Promise.resolve();
    });
    await Promise.all([gathered.add(1), gathered.add(2)]);
    await gathered.add(3);
    expect(done).toEqual([[1, 2], [3]]);
  });

  it('rejects for every item of a failed batch, and for no other', async () => {
    let fail = true;
    const gathered = new Batcher<number>(() =>
      fail ? Promise.reject(new Error('down')) : Promise.resolve(),
    );
    const both = await Promise.allSettled([gathered.add(1), gathered.add(2)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fail = false;
    await expect(gathered.add(3)).resolves.toBeUndefined();
  });
});
