import { createMeetingUrl } from './meeting-url';

const made = (kind: 'jitsi' | 'mock_zoom' | 'mock_google_meet', count = 500): string[] =>
  Array.from({ length: count }, () => createMeetingUrl({ kind }) ?? '');

describe('createMeetingUrl', () => {
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
    expect(createMeetingUrl({ kind: 'link', value: 'https://example.org/room' })).toBe(
      'https://example.org/room',
    );
    expect(createMeetingUrl({ kind: 'phone', value: '+49 30 1234' })).toBeNull();
    expect(createMeetingUrl({ kind: 'in_person', value: 'Main Street 1' })).toBeNull();
  });
});
