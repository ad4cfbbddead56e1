import { lifetimeOf } from './web-app';

describe('How long browsers may use a file', () => {
  it.each([
    '/web/main-FVZQBMLH.js',
    '/web/chunk-BsLAU7vv.js',
    '/web/chunk-C_HY3V-P.js',
    '/web/expert/styles-LNNVMK7V.css',
    '/web/media/figtree-latin-ext-O22BDGD7.woff2',
  ])('is for ever where the name changes with what is in it: %s', (path) => {
    expect(lifetimeOf(path)).toBe('public, max-age=31536000, immutable');
  });

  it.each(['/web/sw.js', '/web/offline.html', '/web/offline.js', '/web/manifest.webmanifest'])(
    'is not at all where a new release must be seen at once: %s',
    (path) => {
      expect(lifetimeOf(path)).toBe('no-cache');
    },
  );

  it('is a moment for what other sites show', () => {
    expect(lifetimeOf('/web/embed.js')).toBe('public, max-age=600');
    expect(lifetimeOf('/web/og.png')).toBe('public, max-age=600');
    expect(lifetimeOf('/web/images/event-icons/chat.png')).toBe('public, max-age=600');
  });
});
