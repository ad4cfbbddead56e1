import { DestroyRef, inject } from '@angular/core';

/** Without pushes the page asks this often, while it is in front. */
const POLL_MS = 45_000;

/**
 * Calls `doubt` where what is shown may be old: back online, back in front after a while, and every so often while no pushes
 * come. To be called in an injection context.
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
