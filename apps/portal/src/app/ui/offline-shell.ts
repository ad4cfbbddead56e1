import { whenIdle } from '@expertbook/web-shared/platform/when-idle';

/** Where a service worker can be registered: absent without HTTPS, in some private windows, and in tests. */
type ServiceWorkerHost = Pick<Navigator, 'serviceWorker'> | { serviceWorker?: undefined };

/**
 * Registers `sw.js` as soon as the page is idle. From then on a page that cannot be fetched is replaced by an offline
 * page, which reloads when the network is back. Never rejects: without it everything else works.
 */
export function registerOfflineShell(home: ServiceWorkerHost = navigator): Promise<void> {
  const { serviceWorker } = home;
  if (!serviceWorker) return Promise.resolve();
  return new Promise((settled) => {
    whenIdle(() => {
      serviceWorker
        // The script itself bypasses the browser's cache, so that a new release is detected.
        .register('/sw.js', { updateViaCache: 'none' })
        .then(
          () => undefined,
          () => undefined,
        )
        .then(settled);
    });
  });
}
