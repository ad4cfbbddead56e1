import type { AbstractControl, FormGroup, ValidationErrors, ValidatorFn } from '@angular/forms';
import type { WebProblem } from '@expertbook/web-shared/data/problem';
import { fieldMessages } from '@expertbook/web-shared/data/problem';

/** Message for a rejected value. A function returns it in the current language. */
export type Message = string | (() => string);

/** Rejects values that fail `test`, with a message for the user. Empty values pass unless the test rejects them. */
export function rule<T>(test: (value: T) => boolean, sentence: Message): ValidatorFn {
  return (control: AbstractControl<T>): ValidationErrors | null =>
    test(control.value) ? null : { rule: sentence };
}

export function requiredRule(sentence: Message): ValidatorFn {
  return rule<unknown>(
    (value) => value !== null && value !== undefined && String(value).trim() !== '',
    sentence,
  );
}

export function maxLengthRule(length: number, sentence: Message): ValidatorFn {
  return rule<string | null>((value) => (value ?? '').length <= length, sentence);
}

export function patternRule(pattern: RegExp, sentence: Message): ValidatorFn {
  return rule<string | null>((value) => !value || pattern.test(value), sentence);
}

const EMAIL = /^\s*[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+\s*$/;

export function emailRule(sentence: Message): ValidatorFn {
  return patternRule(EMAIL, sentence);
}

/**
 * The message to show under a field: the first error that has one. A function follows the language where a signal reads
 * it.
 */
export function errorText(control: AbstractControl | null): string {
  for (const error of Object.values(control?.errors ?? {}) as unknown[]) {
    if (typeof error === 'string') return error;
    if (typeof error === 'function') return String((error as () => string)());
  }
  return '';
}

/**
 * Sets the field errors of a problem on the form (removed with the next change of the field) and returns the message to
 * show above it: null when every error has a field. `fields` names the control for codes without a field list, e.g. `{
 * slug_taken: 'slug' }`; `rename` maps the API's field names to the form's.
 */
export function showProblem(
  form: FormGroup,
  problem: WebProblem,
  { fields = {}, rename = (field: string) => field }: FieldMapping = {},
): string | null {
  const messages = new Map(fieldMessages(problem));
  const ownField = fields[problem.code];
  if (ownField && messages.size === 0) messages.set(ownField, problem.detail);
  let unplaced = messages.size === 0;
  for (const [field, message] of messages) {
    const control = nearestControl(form, rename(field));
    if (!control) {
      unplaced = true;
      continue;
    }
    control.setErrors({ ...control.errors, server: message });
    control.markAsTouched();
  }
  if (!unplaced) return null;
  const strays = [...messages].filter(([field]) => !nearestControl(form, rename(field)));
  return strays.length ? strays.map(([, message]) => message).join(' ') : problem.detail;
}

export interface FieldMapping {
  fields?: Partial<Record<WebProblem['code'], string>>;
  rename?: (field: string) => string;
}

/** `limits.perDay` when there is such a control, else the nearest parent that is not the whole form. */
function nearestControl(form: FormGroup, field: string): AbstractControl | null {
  const path = field.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
  for (let length = path.length; length > 0; length--) {
    const control = form.get(path.slice(0, length));
    if (control) return control;
  }
  return null;
}

/** Moves the focus to the first invalid field of a form, after the page has drawn the error. */
export function focusFirstInvalid(host: HTMLElement): void {
  requestAnimationFrame(() => {
    const field = host.querySelector<HTMLElement>(
      'input.ng-invalid, textarea.ng-invalid, mat-select.ng-invalid, [data-invalid] input, [aria-invalid="true"]',
    );
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  });
}
