import type { ValidatorFn } from '@angular/forms';
import { FormControl } from '@angular/forms';
import type { Question } from '@expertbook/contracts';
import { atMost, matching, must, needed } from '../ui/form-rules';

/** A control for one of the expert's questions, with the rules of its kind, in words. */
export function questionControl(
  question: Question,
  saved: string | boolean | undefined,
): FormControl<string | boolean> {
  return new FormControl<string | boolean>(startValue(question, saved), {
    nonNullable: true,
    validators: rules(question),
  });
}

/** What is sent for a control's value; null leaves an empty optional answer out. */
export function answerOf(question: Question, value: unknown): string | number | boolean | null {
  if (question.kind === 'checkbox') return value === true;
  const text = String(value ?? '').trim();
  if (text === '') return null;
  return question.kind === 'number' ? Number(text.replace(',', '.')) : text;
}

function startValue(question: Question, saved: string | boolean | undefined): string | boolean {
  if (question.kind === 'checkbox') return saved === true;
  if (question.kind === 'select')
    return typeof saved === 'string' && question.options?.includes(saved) ? saved : '';
  return typeof saved === 'string' ? saved : '';
}

function rules(question: Question): ValidatorFn[] {
  const { kind, required } = question;
  if (kind === 'checkbox')
    return required ? [must((value) => value === true, 'Please tick this box to go on.')] : [];
  const asked = required
    ? [needed(kind === 'select' ? 'Please choose one.' : 'Please answer this question.')]
    : [];
  switch (kind) {
    case 'number':
      return [...asked, matching(/^\s*-?\d+(?:[.,]\d+)?\s*$/, 'Please enter a number.')];
    case 'phone':
      return [
        ...asked,
        matching(/^\s*\+?[\d\s().-]{5,30}\s*$/, 'Please enter a phone number, like +49 30 1234567.'),
      ];
    case 'long_text':
      return [...asked, atMost(2000)];
    default:
      return [...asked, atMost(500)];
  }
}
