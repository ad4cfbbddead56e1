import { Injectable, inject } from '@angular/core';
import type { MatSnackBarConfig, MatSnackBarRef, TextOnlySnackBar } from '@angular/material/snack-bar';
import { MatSnackBar } from '@angular/material/snack-bar';
import { toProblem } from '../data/problem';
import { problemText } from '../i18n/problem-text';
import { translator } from '../i18n/translator';

/** How long something can be done from a toast, ms. */
const ACTION_MS = 8_000;

export interface ToastAction {
  label: string;
  run: () => void;
}

type Toast = MatSnackBarRef<TextOnlySnackBar>;

/**
 * Short messages at the foot of the page, read aloud politely; failures stay longer and are read at once. What the person
 * does themselves is answered at once; news of others waits while there is something to take back.
 */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly bar = inject(MatSnackBar);
  private readonly t = translator('ui');
  private readonly words = problemText();

  private shown: Toast | null = null;
  /** The shown toast has a button that answers the person's own deed, such as "Undo". */
  private holds = false;
  private readonly waiting: { message: string; action: ToastAction }[] = [];

  tell(message: string, action?: ToastAction): void {
    if (action) this.offer(message, action.label).onAction().subscribe(action.run);
    else this.open(message, undefined, { duration: 4_000 });
  }

  /** Says what the person did, with a button that stays its full time whatever others do meanwhile. */
  offer(message: string, label: string): Toast {
    const toast = this.open(message, label, { duration: ACTION_MS });
    this.holds = true;
    return toast;
  }

  /** Says what others did, once nothing of the person's own can be taken back any more. */
  news(message: string, action: ToastAction): void {
    this.waiting.push({ message, action });
    if (!this.holds) this.showNews();
  }

  /** Says what could not be done and why; `why` where more is known of it than the API says. */
  fail(what: string, error: unknown, why?: string | null): void {
    this.open(`${what} ${why ?? this.words(toProblem(error))}`, this.t('close'), {
      duration: 10_000,
      politeness: 'assertive',
    });
  }

  private showNews(): void {
    const next = this.waiting.shift();
    if (!next) return;
    const { message, action } = next;
    this.open(message, action.label, { duration: ACTION_MS }).onAction().subscribe(action.run);
  }

  private open(message: string, label: string | undefined, config: MatSnackBarConfig): Toast {
    // The former toast leaves for this one: its end is not the time for what waits.
    this.shown = null;
    const toast = this.bar.open(message, label, config);
    this.shown = toast;
    this.holds = false;
    toast.afterDismissed().subscribe(() => {
      if (this.shown !== toast) return;
      this.shown = null;
      this.holds = false;
      this.showNews();
    });
    return toast;
  }
}
