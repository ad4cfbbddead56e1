import { Injectable, inject } from '@angular/core';
import { translator } from '../../i18n/translator';
import { Toasts } from '../../ui/toasts';

const LEAVING = ['beforeunload', 'pagehide'];

/** A deed that has been said but not yet done. */
export interface Waiting {
  /** True once it is to be done, false when it was taken back. */
  decided: Promise<boolean>;
  /** Takes it back from elsewhere than the toast. */
  undo(): void;
}

/**
 * Makes an action undoable that the API could not undo: a toast at the foot of the page offers "Undo", and the action is
 * done when the toast leaves: after its time, at the user's next action, or because the page is closed. Changes by others do
 * not cut it short.
 */
@Injectable({ providedIn: 'root' })
export class Undoable {
  private readonly toasts = inject(Toasts);
  private readonly t = translator('portal-parts');

  offer(message: string): Waiting {
    const toast = this.toasts.showWithAction(message, this.t('undo'));
    const decided = new Promise<boolean>((resolve) => {
      // A page that is closed must not lose what was said to be done. `pagehide` may come when the browser has already
      // given the page up, and is dropped on a busy machine; for `beforeunload` it waits. Phones know the former only.
      const leave = () => resolve(true);
      for (const event of LEAVING) addEventListener(event, leave);
      toast.afterDismissed().subscribe(({ dismissedByAction }) => {
        for (const event of LEAVING) removeEventListener(event, leave);
        resolve(!dismissedByAction);
      });
    });
    return { decided, undo: () => toast.dismissWithAction() };
  }
}
