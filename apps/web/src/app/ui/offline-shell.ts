import { whenIdle } from '../platform/when-idle';

/** Answers where a service worker may live: absent without HTTPS, in some private windows, and in tests. */
type Home = Pick<Navigator, 'serviceWorker'> | { serviceWorker?: undefined };

/**
 * Has the browser take in `sw.js`, once the page has nothing better to do: from then on a page that cannot be fetched is
 * a calm one that comes back by itself. Never rejects: without it everything works as before.
 */
export function takeInOfflineShell(home: Home = navigator): Promise<void> {
  const { serviceWorker } = home;
  if (!serviceWorker) return Promise.resolve();
  return new Promise((settled) => {
    whenIdle(() => {
      serviceWorker
        // The script itself is never taken from the browser's cache: a new release must be seen.
        .register('/sw.js', { updateViaCache: 'none' })
        .then(
          () => undefined,
          () => undefined,
        )
        .then(settled);
    });
  });
}
