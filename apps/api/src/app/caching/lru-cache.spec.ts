import { LruCache } from './lru-cache';

describe('LruCache', () => {
  it('evicts the least recently used entry', () => {
    const map = new LruCache<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    expect(map.get('a')).toBe(1);
    map.set('c', 3);
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, undefined, 3]);
  });

  it('keeps the newest value of a key', () => {
    const map = new LruCache<string, number>(1);
    map.set('a', 1);
    map.set('a', 2);
    expect(map.get('a')).toBe(2);
  });

  it('does not count a peek as a use', () => {
    const map = new LruCache<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    expect(map.peek('a')).toBe(1);
    map.set('c', 3);
    expect([map.peek('a'), map.peek('b')]).toEqual([undefined, 2]);
  });

  it('counts by weight, also after replacing and clearing', () => {
    const map = new LruCache<string, string>(10, (text) => text.length);
    map.set('a', '1234');
    map.set('b', '1234');
    map.set('a', '12345678');
    expect([map.peek('a'), map.peek('b')]).toEqual(['12345678', undefined]);
    map.clear();
    map.set('c', '1234567890');
    expect(map.peek('c')).toBe('1234567890');
    map.set('d', '12345678901');
    expect([map.peek('c'), map.peek('d')]).toEqual([undefined, undefined]);
  });
});
