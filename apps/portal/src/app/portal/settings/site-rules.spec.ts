import fc from 'fast-check';
import { siteOf } from './site-rules';

describe('siteOf', () => {
  it.each([
    ['https://example.com', 'https://example.com'],
    [' Example.com/shop?x=1 ', 'https://example.com'],
    ['https://example.com:8443/', 'https://example.com:8443'],
    ['http://localhost:4200', 'http://localhost:4200'],
    ['localhost:4455', 'http://localhost:4455'],
    ['Localhost', 'http://localhost'],
    ['https://localhost:4455', 'https://localhost:4455'],
    ['localhost.example.com', 'https://localhost.example.com'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
  ])('normalizes %s to %s', (typed, site) => {
    expect(siteOf(typed)).toBe(site);
  });

  it.each([
    '',
    'example',
    'http://example.com',
    'ftp://example.com',
    'https://ada:pw@example.com',
    '*.example.com',
  ])('rejects "%s"', (typed) => {
    expect(siteOf(typed)).toBeNull();
  });

  it('is idempotent, and returns nothing that could break a policy header', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.domain()), (typed) => {
        const site = siteOf(typed);
        if (site === null) return;
        expect(siteOf(site)).toBe(site);
        expect(site).toMatch(/^https?:\/\/[a-z0-9.-]+(?::\d+)?$/);
      }),
    );
  });
});
