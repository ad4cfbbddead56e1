import fc from 'fast-check';
import { inOrderOf, withMoved } from './ordering';

const lists = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 8 });

describe('moved', () => {
  it('moves one entry and keeps the order of the others', () => {
    fc.assert(
      fc.property(lists, fc.nat(7), fc.nat(7), (list, a, b) => {
        const [from, to] = [a % list.length, b % list.length];
        const after = withMoved(list, from, to);
        expect(after[to]).toBe(list[from]);
        expect(after.filter((one) => one !== list[from])).toEqual(list.filter((one) => one !== list[from]));
      }),
    );
  });

  it.each([
    [0, -1],
    [0, 2],
    [-1, 0],
    [5, 0],
  ])('changes nothing for a move from %i to %i of two', (from, to) => {
    expect(withMoved(['a', 'b'], from, to)).toEqual(['a', 'b']);
  });
});

describe('inOrderOf', () => {
  it('reverses any move', () => {
    fc.assert(
      fc.property(lists, fc.nat(7), fc.nat(7), (ids, a, b) => {
        const items = ids.map((id) => ({ id }));
        expect(inOrderOf(withMoved(items, a % ids.length, b % ids.length), ids)).toEqual(items);
      }),
    );
  });

  it('leaves entries that are not named at the end', () => {
    const items = ['new', 'b', 'newer', 'a'].map((id) => ({ id }));
    expect(inOrderOf(items, ['a', 'b', 'gone']).map(({ id }) => id)).toEqual(['a', 'b', 'new', 'newer']);
  });
});
