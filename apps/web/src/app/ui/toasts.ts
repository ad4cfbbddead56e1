import { Injectable, inject } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { toProblem } from '../data/problem';
import { problemText } from '../i18n/problem-text';
import { translator } from '../i18n/translator';

/** Short news at the foot of the page, read aloud politely; failures stay longer and are read at once. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly bar = inject(MatSnackBar);
  private readonly t = translator('ui');
  private readonly words = problemText();

  tell(message: string, action?: { label: string; run: () => void }): void {
    const toast = this.bar.open(message, action?.label, { duration: action ? 8_000 : 4_000 });
    if (action) toast.onAction().subscribe(action.run);
  }

  /** Says what could not be done and why. */
  fail(what: string, error: unknown): void {
    this.bar.open(`${what} ${this.words(toProblem(error))}`, this.t('close'), {
      duration: 10_000,
      politeness: 'assertive',
    });
  }
}
