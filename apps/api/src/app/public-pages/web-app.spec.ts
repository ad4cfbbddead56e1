import { lifetimeOf } from './web-app';

describe('the browser cache lifetime of a file', () => {
  it.each([
    '/web/main-FVZQBMLH.js',
    '/web/chunk-BsLAU7vv.js',
    '/web/chunk-C_HY3V-P.js',
    '/web/expert/styles-LNNVMK7V.css',
    '/web/media/figtree-latin-ext-O22BDGD7.woff2',
  ])('is unlimited where the name changes with the content: %s', (path) => {
    expect(lifetimeOf(path)).toBe('public, max-age=31536000, immutable');
  });

  it.each(['/web/sw.js', '/web/offline.html', '/web/offline.js', '/web/manifest.webmanifest'])(
    'is zero where a new release must be visible at once: %s',
    (path) => {
      expect(lifetimeOf(path)).toBe('no-cache');
    },
  );

  it('is short for files that other sites show', () => {
    expect(lifetimeOf('/web/embed.js')).toBe('public, max-age=600');
    expect(lifetimeOf('/web/og.png')).toBe('public, max-age=600');
    expect(lifetimeOf('/web/images/event-icons/chat.png')).toBe('public, max-age=600');
  });
});
