import { Location } from '@angular/common';
import { inject } from '@angular/core';
import type { NavigationBehaviorOptions, UrlTree } from '@angular/router';
import { Router } from '@angular/router';

const STATE_KEY = 'ebFrom';

/**
 * Options of a navigation to a view that closes back to `from`. The browser keeps them in the history entry, also
 * across reloads.
 */
export function openedFrom(from: string): NavigationBehaviorOptions {
  return { state: { [STATE_KEY]: from } };
}

/** Options of a navigation to another item of the same kind: it replaces the history entry and keeps its `from`. */
export function replacingEntry(): NavigationBehaviorOptions {
  const from = openedFromOfEntry();
  return { replaceUrl: true, ...(typeof from === 'string' && openedFrom(from)) };
}

/**
 * Closes the current view: goes back to `from` where the view was opened from there, so that the history has no
 * duplicate; otherwise navigates to `target` in the same entry. Returns whether it went back. Call it in an injection
 * context.
 */
export function backOrNavigate(): (
  from: string,
  target: UrlTree,
  how?: NavigationBehaviorOptions,
) => boolean {
  const router = inject(Router);
  const location = inject(Location);
  return (from, target, how) => {
    const goesBack = openedFromOfEntry() === from;
    if (goesBack) location.back();
    else void router.navigateByUrl(target, { ...how, replaceUrl: true });
    return goesBack;
  };
}

function openedFromOfEntry(): unknown {
  return (history.state as Record<string, unknown> | null)?.[STATE_KEY];
}
