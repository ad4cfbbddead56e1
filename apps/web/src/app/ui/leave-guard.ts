import { inject } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { translator } from '../i18n/translator';
import { Confirm } from './confirm-dialog';

/** A page that may hold changes which are not saved yet. */
export interface HoldsChanges {
  hasChanges(): boolean;
}

/**
 * Asks before leaving a page with changes. Closing the tab is the page's own `beforeunload`. A page that is gone already
 * (its session has ended) is not asked.
 */
export const leaveGuard: CanDeactivateFn<HoldsChanges | null> = (page) => {
  if (!page?.hasChanges()) return true;
  const t = translator('ui');
  return inject(Confirm).ask({
    title: t('leave.title'),
    text: t('leave.text'),
    yes: t('leave.yes'),
    no: t('leave.no'),
    dangerous: true,
  });
};
