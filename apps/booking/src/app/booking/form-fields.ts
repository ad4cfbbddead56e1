import type { Answers, PublicEventType, Question } from '@expertbook/contracts';
import { MAX_CLIENT_NAME_LENGTH, MAX_EMAIL_LENGTH, MAX_ANSWER_LENGTH } from '@expertbook/contracts';
import type { TextKey, Translator } from '@expertbook/web-shared/i18n/translator';
import type { TextValues } from '@expertbook/web-shared/i18n/text-values';
import type { FormDraft } from './form-draft';

/** A field of the form. `id` is its path in the request: `name`, `email`, `notes`, `answers.topic`. */
export interface FormField {
  id: string;
  kind: Question['kind'] | 'email' | 'name';
  label: string;
  required: boolean;
  options: readonly string[];
  hint?: string;
  placeholder?: string;
}

/** Value of a field; a checkbox has a boolean. */
export type FieldValue = string | boolean;

/** Why a value is rejected, as a translation key. */
export interface Fault {
  key: TextKey<'booking-form'>;
  values?: TextValues;
}

/** Rough check for an email address; the server checks more strictly. */
export const EMAIL = /^\s*[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+\s*$/;
const NUMBER = /^\s*-?\d+(?:[.,]\d+)?\s*$/;
const PHONE = /^\s*\+?[\d\s().-]{5,30}\s*$/;
/** Maximum length by kind, in characters. */
export const MAX_LENGTHS: Readonly<Record<FormField['kind'], number>> = {
  name: MAX_CLIENT_NAME_LENGTH,
  email: MAX_EMAIL_LENGTH,
  text: 500,
  long_text: MAX_ANSWER_LENGTH,
  select: 500,
  number: 500,
  phone: 500,
  checkbox: 0,
};

/** The client's details, with the event type's own questions between them. */
export function fieldsOf(eventType: PublicEventType, t: Translator<'booking-form' | 'booking'>): FormField[] {
  return [
    { id: 'name', kind: 'name', label: t('form.name'), required: true, options: [] },
    {
      id: 'email',
      kind: 'email',
      label: t('form.email'),
      required: true,
      options: [],
      hint: t(eventType.requiresEmailCode ? 'form.emailCodeHint' : 'form.emailHint'),
    },
    ...eventType.questions.map(({ id, kind, label, required, options = [] }) => ({
      id: answerId(id),
      kind,
      label,
      required,
      options,
    })),
    {
      id: 'notes',
      kind: 'long_text',
      label: t('form.notes'),
      required: false,
      options: [],
      placeholder: t('form.notesHint'),
    },
  ];
}

export function answerId(question: string): string {
  return `answers.${question}`;
}

/** Initial value of a field: the draft's, where it is still a possible answer. */
export function startValue({ id, kind, options }: FormField, draft: FormDraft): FieldValue {
  const saved = id.startsWith('answers.')
    ? draft.answers[id.slice('answers.'.length)]
    : draft[id as 'name' | 'email' | 'notes'];
  if (kind === 'checkbox') return saved === true;
  if (typeof saved !== 'string') return '';
  return kind === 'select' && !options.includes(saved) ? '' : saved;
}

/** Why a value cannot be sent; null when it can. */
export function faultOf({ kind, required }: FormField, value: FieldValue): Fault | null {
  if (typeof value === 'boolean') return required && !value ? { key: 'fault.tick' } : null;
  if (value.trim() === '') {
    if (!required) return null;
    if (kind === 'name') return { key: 'fault.name' };
    if (kind === 'email') return { key: 'fault.emailMissing' };
    return { key: kind === 'select' ? 'fault.choose' : 'fault.answer' };
  }
  if (kind === 'email' && !EMAIL.test(value)) return { key: 'fault.email' };
  if (kind === 'number' && !NUMBER.test(value)) return { key: 'fault.number' };
  if (kind === 'phone' && !PHONE.test(value)) return { key: 'fault.phone' };
  return value.length > MAX_LENGTHS[kind]
    ? { key: 'fault.long', values: { count: MAX_LENGTHS[kind] } }
    : null;
}

/** The answers to send, each in its own type; empty optional ones are omitted. */
export function answersOf(
  questions: readonly Question[],
  valueOf: (id: string) => FieldValue | undefined,
): Answers {
  const answers: Answers = {};
  for (const { id, kind } of questions) {
    const value = valueOf(answerId(id));
    if (kind === 'checkbox') answers[id] = value === true;
    else {
      const text = String(value ?? '').trim();
      if (text !== '') answers[id] = kind === 'number' ? Number(text.replace(',', '.')) : text;
    }
  }
  return answers;
}
