import { inPieces, inSlices } from './in-slices';

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

function* busy(count: number, milliseconds: number): Generator<number> {
  for (let i = 0; i < count; i++) {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
    yield i;
  }
}

describe('inSlices', () => {
  it('yields to the event loop during long work', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    expect(await all(inSlices(busy(40, 2)))).toHaveLength(40);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });
});

describe('inPieces', () => {
  it('joins lines without losing any', async () => {
    async function* lines() {
      for (let i = 0; i < 10; i++) yield await Promise.resolve(`line ${i}\n`);
    }
    const pieces = await all(inPieces(lines(), 20));
    expect(pieces.join('')).toBe((await all(lines())).join(''));
    expect(pieces).toHaveLength(4);
  });
});
