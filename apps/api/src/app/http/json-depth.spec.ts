import { isTooDeep } from './json-depth';

const deep = (text: string, limit = 3) => isTooDeep(Buffer.from(text), limit);

describe('how deep a JSON text is nested', () => {
  it('counts objects and lists alike, open at the same time', () => {
    expect(deep('[[[1]]]')).toBe(false);
    expect(deep('[[[[1]]]]')).toBe(true);
    expect(deep('{"a":[{"b":{}}]}')).toBe(true);
    expect(deep('[[],[],[],[],{},{},{}]')).toBe(false);
  });

  it('does not count what stands in strings', () => {
    expect(deep('{"a":"[[[[[[[["}')).toBe(false);
    expect(deep('{"a":"\\"[[[[[[[["}')).toBe(false);
    expect(deep('{"a":"\\\\","b":[[[1]]]}')).toBe(true);
    expect(deep('["ü[[[[","{{{{ 🙂"]')).toBe(false);
  });

  it('has no end of what it takes, and stops at what is too deep', () => {
    expect(deep('['.repeat(200_000))).toBe(true);
    expect(deep(']]]]')).toBe(false);
    expect(deep('"never closed [[[[')).toBe(false);
  });
});
