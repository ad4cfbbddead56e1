import type { Signal } from '@angular/core';
import { ElementRef, inject, signal } from '@angular/core';
import type { FormGroup } from '@angular/forms';
import type { WebProblem } from '../data/problem';
import { toProblem } from '../data/problem';
import { spokenProblem } from '../i18n/spoken-problem';
import type { ProblemPlaces } from './form-rules';
import { focusFirstInvalid, showProblem } from './form-rules';

/** A form on its way to the API. */
export interface FormSending {
  readonly busy: Signal<boolean>;
  /** What is said above the form; null while there is nothing to say. */
  readonly failure: Signal<string | null>;
  /** Sends the form once at a time, when every field is in order; never rejects. */
  send(): Promise<void>;
}

/** Other words than the usual ones for what the API answers; undefined where those are right. */
export interface OwnWords {
  say?: (problem: WebProblem) => string | null | undefined;
  detail?: (problem: WebProblem) => string | undefined;
}

/**
 * Sends a form, and says each refusal where it belongs: at its field, which then has the focus, or above the form. Call it
 * where one may inject, in the component that draws the form.
 *
 * @param work what sending is; rejects with what the API answers
 * @param refused where refusals belong. `say` has other words for some: a sentence above the form, or null for nothing
 *   there; `detail` has other words for where they belong anyway
 */
export function formSending(
  form: FormGroup,
  work: () => Promise<void>,
  refused: ProblemPlaces & OwnWords = {},
): FormSending {
  const host = inject<ElementRef<HTMLElement>>(ElementRef);
  const spoken = spokenProblem();
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
        const own = refused.say?.(problem);
        failure.set(own !== undefined ? own : showProblem(form, worded(problem), refused));
        focusFirstInvalid(host.nativeElement);
      } finally {
        busy.set(false);
      }
    },
  };
}
