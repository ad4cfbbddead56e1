import fc from 'fast-check';
import { readEnvironment } from '../config/environment';
import { Conferencing } from './conferencing';

const conferencing = new Conferencing(readEnvironment({}));
const made = (kind: 'jitsi' | 'mock_zoom' | 'mock_google_meet', count = 500): string[] =>
  Array.from({ length: count }, () => conferencing.newMeetingUrl({ kind }) ?? '');

/** A valid `JITSI_URL`, and what is after its host in links. */
const SERVERS = fc
  .record({
    host: fc.oneof(
      fc.domain().map((domain) => `https://${domain}`),
      fc.ipV4().map((address) => `https://${address}`),
      fc.constantFrom('https://[2001:db8::1]', 'http://localhost', 'http://127.0.0.1', 'http://[::1]'),
    ),
    port: fc.option(fc.integer({ min: 1024, max: 65_535 }), { nil: null }),
    path: fc.array(fc.stringMatching(/^[a-z0-9][a-zA-Z0-9_~-]{0,9}$/), { maxLength: 3 }),
    slash: fc.constantFrom('', '/'),
  })
  .map(({ host, port, path, slash }) => ({
    origin: port === null ? host : `${host}:${port}`,
    path: path.map((segment) => `/${segment}`).join(''),
    slash,
  }));
const ROOM = /^\/ExpertBook-((?:[a-z2-9]{5}-){4}[a-z2-9]{6})$/;

describe('meetings', () => {
  it('have a room of 130 bits on any server that JITSI_URL may name', () => {
    fc.assert(
      fc.property(SERVERS, ({ origin, path, slash }) => {
        const server = new Conferencing(readEnvironment({ JITSI_URL: `${origin}${path}${slash}` }));
        const url = new URL(server.newMeetingUrl({ kind: 'jitsi' }) ?? '');
        expect(url.origin).toBe(new URL(origin).origin);
        expect(url.pathname.slice(0, path.length)).toBe(path);
        const [, room = ''] = ROOM.exec(url.pathname.slice(path.length)) ?? [];
        expect(room.replaceAll('-', '').length * Math.log2(32)).toBe(130);
        expect(url.search + url.hash + url.username).toBe('');
      }),
    );
  });

  it('creates Jitsi rooms that cannot be guessed', () => {
    const urls = made('jitsi');
    for (const url of urls) {
      expect(url).toMatch(
        /^https:\/\/meet\.jit\.si\/ExpertBook-[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{6}$/,
      );
    }
    expect(new Set(urls).size).toBe(urls.length);
    expect(26 * Math.log2(32)).toBeGreaterThanOrEqual(128);
  });

  it('uses every letter of the room alphabet about equally often', () => {
    const counts = new Map<string, number>();
    for (const url of made('jitsi', 2000)) {
      for (const letter of url.slice(url.indexOf('-') + 1).replaceAll('-', '')) {
        counts.set(letter, (counts.get(letter) ?? 0) + 1);
      }
    }
    expect(counts.size).toBe(32);
    // 52,000 draws over 32 letters: 1,625 each, standard deviation 40; a deviation of eight times that is no
    // coincidence.
    for (const count of counts.values()) expect(Math.abs(count - 1625)).toBeLessThan(320);
  });

  it('creates mock Zoom links in the real format', () => {
    for (const url of made('mock_zoom')) {
      expect(url).toMatch(/^https:\/\/us05web\.zoom\.us\/j\/[1-9]\d{10}\?pwd=[A-Za-z0-9_-]{32}\.1$/);
      expect(new URL(url).searchParams.get('pwd')).toHaveLength(34);
    }
  });

  it('creates mock Google Meet links in the real format', () => {
    const urls = made('mock_google_meet');
    for (const url of urls) expect(url).toMatch(/^https:\/\/meet\.google\.com\/[a-z]{3}-[a-z]{4}-[a-z]{3}$/);
    expect(new Set(urls).size).toBe(urls.length);
  });

  it("returns the expert's own link, and none for telephones and addresses", () => {
    expect(conferencing.newMeetingUrl({ kind: 'link', value: 'https://example.org/room' })).toBe(
      'https://example.org/room',
    );
    expect(conferencing.newMeetingUrl({ kind: 'phone', value: '+49 30 1234' })).toBeNull();
    expect(conferencing.newMeetingUrl({ kind: 'in_person', value: 'Main Street 1' })).toBeNull();
  });
});
