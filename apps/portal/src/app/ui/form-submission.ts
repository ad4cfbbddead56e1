import type { Signal } from '@angular/core';
import { ElementRef, inject, signal } from '@angular/core';
import type { FormGroup } from '@angular/forms';
import type { WebProblem } from '@expertbook/web-shared/data/problem';
import { toProblem } from '@expertbook/web-shared/data/problem';
import { localizedProblem } from '@expertbook/web-shared/i18n/localized-problem';
import type { FieldMapping } from './form-rules';
import { focusFirstInvalid, showProblem } from './form-rules';

/** Submission of a form to the API. */
export interface FormSubmission {
  readonly busy: Signal<boolean>;
  /** Message above the form; null without one. */
  readonly failure: Signal<string | null>;
  /** Sends the form once at a time, when every field is valid; never rejects. */
  send(): Promise<void>;
}

/** Texts of the caller for errors of the API; undefined keeps the default text. */
export interface ErrorTexts {
  message?: (problem: WebProblem) => string | null | undefined;
  detail?: (problem: WebProblem) => string | undefined;
}

/**
 * Sends a form, and shows each error where it belongs: at its field, which gets the focus, or above the form. Call it
 * in an injection context, in the component that draws the form.
 *
 * @param work sends the form; rejects with the API's error
 * @param refused where errors are shown. `say` replaces some by a message above the form, or by null for none; `detail`
 *   replaces the text and keeps the position
 */
export function formSubmission(
  form: FormGroup,
  work: () => Promise<void>,
  refused: FieldMapping & ErrorTexts = {},
): FormSubmission {
  const host = inject<ElementRef<HTMLElement>>(ElementRef);
  const spoken = localizedProblem();
  const busy = signal(false);
  const failure = signal<string | null>(null);
  const worded = (problem: WebProblem): WebProblem => {
    const detail = refused.detail?.(problem);
    return detail === undefined ? spoken(problem) : { ...spoken(problem), detail };
  };
  return {
    busy: busy.asReadonly(),
    failure: failure.asReadonly(),
    async send() {
      if (busy()) return;
      form.markAllAsTouched();
      if (form.invalid) {
        focusFirstInvalid(host.nativeElement);
        return;
      }
      busy.set(true);
      failure.set(null);
      try {
        await work();
      } catch (error) {
        const problem = toProblem(error);
        const own = refused.message?.(problem);
        failure.set(own !== undefined ? own : showProblem(form, worded(problem), refused));
        focusFirstInvalid(host.nativeElement);
      } finally {
        busy.set(false);
      }
    },
  };
}
