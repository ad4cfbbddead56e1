import fc from 'fast-check';
import { pageKey, pageRequestOf } from './page-request';

const request = (url: string, headers: Record<string, string> = {}) => ({
  url,
  query: Object.fromEntries(new URL(url, 'http://x').searchParams),
  headers,
});
const keyOf = (url: string, cookies: Record<string, string> = {}, headers: Record<string, string> = {}) =>
  pageKey(pageRequestOf(request(url, headers), cookies), 'br');

describe('the key of a page request', () => {
  it('ignores what the page does not depend on', () => {
    const key = keyOf('/ada/intro');
    for (const url of ['/ada/intro?utm_source=news', '/ada/intro?lang=xx', '/ada/intro?tz=Mars/Olympus'])
      expect(keyOf(url)).toBe(key);
    expect(keyOf('/ada/intro', { session: 'x', tz: 'Mars/Olympus' })).toBe(key);
    expect(keyOf('/ada/intro', {}, { 'accept-language': 'fr' })).toBe(key);
    expect(keyOf('/ada/intro?tz=Asia/Tokyo')).toBe(keyOf('/ada/intro', { tz: 'Asia/Tokyo' }));
    expect(keyOf('/ada/intro?view=week')).toBe(keyOf('/ada/intro', { view: 'week' }));
    expect(keyOf('/ada/intro?view=grid')).toBe(key);
    expect(keyOf('/ada/intro?lang=de')).toBe(keyOf('/ada/intro', {}, { 'accept-language': 'de-AT' }));
  });

  it('contains everything that the page depends on', () => {
    const keys = [
      keyOf('/ada/intro'),
      pageKey(pageRequestOf(request('/ada/intro'), {}), null),
      pageKey(pageRequestOf(request('/ada/intro'), {}), 'gzip'),
      keyOf('/ada/other'),
      keyOf('/ada/intro?lang=ar'),
      keyOf('/ada/intro', { tz: 'Asia/Tokyo' }),
      keyOf('/ada/intro?view=week'),
      keyOf('/ada/intro', { view: 'list' }),
      ...['slot', 'month', 'date', 'duration', 'reschedule'].map((hint) => keyOf(`/ada/intro?${hint}=30`)),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).not.toContain(null);
  });

  it('cannot be forged', () => {
    const texts = fc.record({ path: fc.string(), month: fc.string(), slot: fc.string() });
    const key = ({ path, month, slot }: { path: string; month: string; slot: string }) =>
      pageKey({ path, hints: { month, slot }, zone: null, view: null, language: null }, null);
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(key(one) === key(other)).toBe(isSame);
      }),
    );
  });

  it.each([`/ada/intro?month=${'x'.repeat(101)}`, `/${'a'.repeat(201)}`])(
    'does not exist for addresses with unknown parameters',
    (url) => {
      expect(keyOf(url)).toBeNull();
    },
  );

  it('does not exist where a parameter occurs twice', () => {
    const twice = { ...request('/ada/intro'), query: { month: ['2027-01', '2027-02'] } };
    expect(pageKey(pageRequestOf(twice, {}), null)).toBeNull();
  });

  it('has an unknown path where the path cannot be decoded', () => {
    expect(pageRequestOf(request('/%E0%A4%A'), {}).path).toBe('/%');
  });
});
