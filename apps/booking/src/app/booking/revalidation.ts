import { DestroyRef, inject } from '@angular/core';

/** Poll interval without pushes, while the page is visible. */
const POLL_MS = 45_000;

/**
 * Calls `doubt` when the shown data may be stale: back online, visible again after a while, and periodically while no
 * pushes arrive. Call it in an injection context.
 */
export function revalidateOnReturn({ isLive, doubt }: { isLive: () => boolean; doubt: () => void }): void {
  let hiddenAt = 0;
  const shown = () => {
    if (document.visibilityState === 'hidden') hiddenAt = Date.now();
    else if (Date.now() - hiddenAt > POLL_MS) doubt();
  };
  const poll = setInterval(() => {
    if (!isLive() && document.visibilityState === 'visible') doubt();
  }, POLL_MS);
  addEventListener('online', doubt);
  document.addEventListener('visibilitychange', shown);
  inject(DestroyRef).onDestroy(() => {
    clearInterval(poll);
    removeEventListener('online', doubt);
    document.removeEventListener('visibilitychange', shown);
  });
}
