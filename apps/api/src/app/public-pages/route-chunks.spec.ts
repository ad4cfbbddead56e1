import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { everySource, eventTypeSources, profileSources } from './page-sources';
import { CHUNK_MANIFEST, RouteChunks } from './route-chunks';

describe('the files of a route', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'chunks-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  function read(manifest: Record<string, string[]>, needed: Iterable<string> = []): RouteChunks {
    writeFileSync(join(folder, CHUNK_MANIFEST), JSON.stringify(manifest));
    return RouteChunks.read(folder, needed);
  }

  it('are those of its sources, in their order and each once', () => {
    const chunks = read({
      'web-shared/i18n/ui/de.json': ['chunk-UI.js'],
      'web-shared/i18n/booking/de.json': ['chunk-DE.js'],
      'web-shared/i18n/booking/en.json': ['chunk-EN.js'],
      'booking/event-type-page.ts': [],
      'booking/week-view.ts': ['chunk-WEEK.js', 'chunk-SHARED.js'],
      'web-shared/ui/event-mark.ts': ['chunk-MARK.js', 'chunk-SHARED.js'],
    });
    expect(chunks.of(eventTypeSources('de', 'week', true))).toEqual([
      'chunk-UI.js',
      'chunk-DE.js',
      'chunk-WEEK.js',
      'chunk-SHARED.js',
      'chunk-MARK.js',
    ]);
    expect(chunks.of(eventTypeSources('de', 'month', false))).toEqual(['chunk-UI.js', 'chunk-DE.js']);
  });

  it('are known of every source that a page names before the first page is asked for', () => {
    const all = Object.fromEntries([...everySource()].map((source) => [source, []]));
    expect(read(all, everySource()).of(profileSources('ar'))).toEqual([]);
    const { 'booking/profile-page.ts': _gone, ...others } = all;
    expect(() => read(others, everySource())).toThrow(/does not name booking\/profile-page\.ts:/);
  });

  it('cannot be known without the manifest, which the error says how to make', () => {
    expect(() => RouteChunks.read(folder, [])).toThrow(
      /no route-chunks\.json: build the web app with npx nx run-many -t build precompress/,
    );
  });
});
