import { inject } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { Confirm } from './confirm-dialog';

/** A page that may hold changes which are not saved yet. */
export interface HoldsChanges {
  hasChanges(): boolean;
}

/**
 * Asks before leaving a page with changes. Closing the tab is the page's own `beforeunload`. A page that is gone already
 * (its session has ended) is not asked.
 */
export const leaveGuard: CanDeactivateFn<HoldsChanges | null> = (page) =>
  !page?.hasChanges() ||
  inject(Confirm).ask({
    title: 'Leave without saving?',
    text: 'Your changes on this page have not been saved and will be lost.',
    yes: 'Leave',
    no: 'Stay here',
    dangerous: true,
  });
