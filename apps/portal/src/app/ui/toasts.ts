import { Injectable, inject } from '@angular/core';
import type { MatSnackBarConfig, MatSnackBarRef, TextOnlySnackBar } from '@angular/material/snack-bar';
import { MatSnackBar } from '@angular/material/snack-bar';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { problemText } from '@expertbook/web-shared/i18n/problem-text';
import { translator } from '@expertbook/web-shared/i18n/translator';

/** How long a toast with an action stays, ms. */
const ACTION_MS = 8_000;

export interface ToastAction {
  label: string;
  run: () => void;
}

type Toast = MatSnackBarRef<TextOnlySnackBar>;

/**
 * Short messages at the bottom of the page, announced politely; failures stay longer and are announced at once. A
 * message about the user's own action appears at once. A message about other people waits while the user can still
 * undo.
 */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly bar = inject(MatSnackBar);
  private readonly t = translator('ui');
  private readonly problemText = problemText();

  private shown: Toast | null = null;
  /** The visible toast has a button for the user's own action, such as "Undo". */
  private hasOwnAction = false;
  private readonly waiting: { message: string; action: ToastAction }[] = [];

  show(message: string, action?: ToastAction): void {
    if (action) this.showWithAction(message, action.label).onAction().subscribe(action.run);
    else this.open(message, undefined, { duration: 4_000 });
  }

  /** Shows a message about the user's own action. Its button stays for the full time, whatever else happens. */
  showWithAction(message: string, label: string): Toast {
    const toast = this.open(message, label, { duration: ACTION_MS });
    this.hasOwnAction = true;
    return toast;
  }

  /** Shows a message about another person's action, after the user's own toast is closed. */
  notify(message: string, action: ToastAction): void {
    this.waiting.push({ message, action });
    if (!this.hasOwnAction) this.showNext();
  }

  /** Shows that an action failed, and why. `why` replaces the text of the API's error. */
  fail(what: string, error: unknown, why?: string | null): void {
    this.open(`${what} ${why ?? this.problemText(toProblem(error))}`, this.t('close'), {
      duration: 10_000,
      politeness: 'assertive',
    });
  }

  private showNext(): void {
    const next = this.waiting.shift();
    if (!next) return;
    const { message, action } = next;
    this.open(message, action.label, { duration: ACTION_MS }).onAction().subscribe(action.run);
  }

  private open(message: string, label: string | undefined, config: MatSnackBarConfig): Toast {
    // The new toast replaces the former one: its closing must not show a waiting message.
    this.shown = null;
    const toast = this.bar.open(message, label, config);
    this.shown = toast;
    this.hasOwnAction = false;
    toast.afterDismissed().subscribe(() => {
      if (this.shown !== toast) return;
      this.shown = null;
      this.hasOwnAction = false;
      this.showNext();
    });
    return toast;
  }
}
