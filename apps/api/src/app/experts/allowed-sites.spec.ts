import { siteOriginOf } from './allowed-sites';

describe('a site that may embed the booking pages', () => {
  it.each([
    ['https://example.com', 'https://example.com'],
    ['https://Example.COM/a/page?x=1#y', 'https://example.com'],
    ['https://example.com:443', 'https://example.com'],
    ['https://example.com:8443', 'https://example.com:8443'],
    ['https://müller.example', 'https://xn--mller-kva.example'],
    ['http://localhost:4200', 'http://localhost:4200'],
  ])('%s is the origin %s', (text, origin) => expect(siteOriginOf(text)).toBe(origin));

  it.each([
    '',
    'example.com',
    'http://example.com',
    'http://localhost.example.com',
    'http://127.0.0.1',
    'https://*.example.com',
    "https://example.com;script-src'unsafe-inline'",
    'https://a;b',
    "https://'self'",
    'https://a,b',
    'https://user:secret@example.com',
    'https://[::1]',
    'javascript:alert(1)',
    'data:text/html,x',
    'null',
    `https://${'a'.repeat(64)}.`.repeat(6),
  ])('%s is not a site', (text) => expect(siteOriginOf(text)).toBeNull());
});
