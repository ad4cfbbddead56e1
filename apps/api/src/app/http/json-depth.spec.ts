import { isTooDeep } from './json-depth';

const deep = (text: string, limit = 3) => isTooDeep(Buffer.from(text), limit);

describe('the nesting depth of a JSON text', () => {
  it('counts objects and lists that are open at the same time', () => {
    expect(deep('[[[1]]]')).toBe(false);
    expect(deep('[[[[1]]]]')).toBe(true);
    expect(deep('{"a":[{"b":{}}]}')).toBe(true);
    expect(deep('[[],[],[],[],{},{},{}]')).toBe(false);
  });

  it('ignores the content of strings', () => {
    expect(deep('{"a":"[[[[[[[["}')).toBe(false);
    expect(deep('{"a":"\\"[[[[[[[["}')).toBe(false);
    expect(deep('{"a":"\\\\","b":[[[1]]]}')).toBe(true);
    expect(deep('["ü[[[[","{{{{ 🙂"]')).toBe(false);
  });

  it('handles texts of any length, and stops where the limit is exceeded', () => {
    expect(deep('['.repeat(200_000))).toBe(true);
    expect(deep(']]]]')).toBe(false);
    expect(deep('"never closed [[[[')).toBe(false);
  });
});
