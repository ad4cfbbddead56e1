import { Injectable, inject } from '@angular/core';
import { translator } from '@expertbook/web-shared/i18n/translator';
import { Toasts } from '../../ui/toasts';

const CLOSE_EVENTS = ['beforeunload', 'pagehide'];

/** An announced action that has not run yet. */
export interface PendingAction {
  /** True once it is to run, false when it was undone. */
  decided: Promise<boolean>;
  /** Undoes it from outside the toast. */
  undo(): void;
}

/**
 * Adds an undo period to an action that the API cannot undo: a toast at the bottom of the page offers "Undo", and the
 * action runs when the toast closes: after its time, at the user's next action, or because the page is closed. Changes
 * by others do not cut it short.
 */
@Injectable({ providedIn: 'root' })
export class Undoable {
  private readonly toasts = inject(Toasts);
  private readonly t = translator('portal-parts');

  offer(message: string): PendingAction {
    const toast = this.toasts.showWithAction(message, this.t('undo'));
    const decided = new Promise<boolean>((resolve) => {
      // A closing page must still run the announced action. `pagehide` may come after the browser has discarded the
      // page, and gets lost under load; browsers wait for `beforeunload`. Phones send only `pagehide`.
      const leave = () => resolve(true);
      for (const event of CLOSE_EVENTS) addEventListener(event, leave);
      toast.afterDismissed().subscribe(({ dismissedByAction }) => {
        for (const event of CLOSE_EVENTS) removeEventListener(event, leave);
        resolve(!dismissedByAction);
      });
    });
    return { decided, undo: () => toast.dismissWithAction() };
  }
}
