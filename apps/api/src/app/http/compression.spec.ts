import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { encodingFor, compress } from './compression';

describe('compression', () => {
  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip;q=1.0, identity', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['gzip;q=0.0', null],
    ['brotli', null],
    [undefined, null],
  ])('uses for %p the encoding %p', (header, encoding) => {
    expect(encodingFor(header)).toBe(encoding);
  });

  it.each(['once', 'kept'] as const)('restores every byte (%s)', async (effort) => {
    const text = 'Zoë 🦉 '.repeat(500);
    expect(brotliDecompressSync(await compress(text, 'br', effort)).toString()).toBe(text);
    expect(gunzipSync(await compress(text, 'gzip', effort)).toString()).toBe(text);
  });
});
