import { inject } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Confirm } from './confirm-dialog';

/** A page that may have unsaved changes. */
export interface MayHaveChanges {
  hasChanges(): boolean;
}

/**
 * Asks before a page with unsaved changes is left. For a closing tab the page has its own `beforeunload`. A page that
 * is already destroyed, because its session has ended, is skipped.
 */
export const leaveGuard: CanDeactivateFn<MayHaveChanges | null> = (page) => {
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
