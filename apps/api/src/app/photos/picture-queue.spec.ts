import { PictureQueue } from './picture-queue';

/** Promises that the test resolves. */
function gates(count: number): { open: () => void; ended: Promise<void> }[] {
  return Array.from({ length: count }, () => {
    let open = () => {};
    const ended = new Promise<void>((resolve) => (open = resolve));
    return { open, ended };
  });
}
const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('the queue of pictures to decode', () => {
  it('run one at a time per account, also after a failure', async () => {
    const queue = new PictureQueue();
    const [gate] = gates(1);
    const first = queue.run('ada', () => gate?.ended ?? Promise.resolve());
    await expect(queue.run('ada', () => Promise.resolve(1))).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(queue.run('alan', () => Promise.resolve(2))).resolves.toBe(2);
    gate?.open();
    await first;
    await expect(queue.run('ada', () => Promise.reject(new Error('bad')))).rejects.toThrow('bad');
    await expect(queue.run('ada', () => Promise.resolve(3))).resolves.toBe(3);
  });

  it('run two at once, with eight waiting; further ones are rejected until there is room', async () => {
    const queue = new PictureQueue();
    const all = gates(10);
    const started: number[] = [];
    const taken = all.map(({ ended }, i) =>
      queue.run(`account ${i}`, () => {
        started.push(i);
        return ended;
      }),
    );
    await soon();
    expect(started).toEqual([0, 1]);
    await expect(queue.run('one more', () => Promise.resolve())).rejects.toMatchObject({
      code: 'busy_try_again',
    });
    all[0]?.open();
    await soon();
    expect(started).toEqual([0, 1, 2]);
    all.forEach(({ open }) => open());
    await Promise.all(taken);
    expect(started).toHaveLength(10);
  });
});
