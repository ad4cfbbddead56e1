import { Location } from '@angular/common';
import { inject } from '@angular/core';
import type { NavigationBehaviorOptions, UrlTree } from '@angular/router';
import { Router } from '@angular/router';

const MARK = 'ebFrom';

/** For a navigation to what is left by going back to `from`. The browser keeps it with its entry, over reloads too. */
export function openedFrom(from: string): NavigationBehaviorOptions {
  return { state: { [MARK]: from } };
}

/** For a navigation to another thing of the same kind: it takes the entry of the one that is shown, and its way back. */
export function insteadOfThis(): NavigationBehaviorOptions {
  const from = markOfEntry();
  return { replaceUrl: true, ...(typeof from === 'string' && openedFrom(from)) };
}

/**
 * Leaves what was opened: back to `from` where it was opened from there, so that nothing is in the history twice; otherwise
 * `target` takes its place. Answers whether it went back. Call it where one may inject.
 */
export function wayBack(): (from: string, target: UrlTree, how?: NavigationBehaviorOptions) => boolean {
  const router = inject(Router);
  const location = inject(Location);
  return (from, target, how) => {
    const goesBack = markOfEntry() === from;
    if (goesBack) location.back();
    else void router.navigateByUrl(target, { ...how, replaceUrl: true });
    return goesBack;
  };
}

function markOfEntry(): unknown {
  return (history.state as Record<string, unknown> | null)?.[MARK];
}
