import { RecentMap } from './recent-map';

describe('RecentMap', () => {
  it('forgets what was used longest ago', () => {
    const map = new RecentMap<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    expect(map.get('a')).toBe(1);
    map.set('c', 3);
    expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([1, undefined, 3]);
  });

  it('keeps the newest value of a key', () => {
    const map = new RecentMap<string, number>(1);
    map.set('a', 1);
    map.set('a', 2);
    expect(map.get('a')).toBe(2);
  });
});
