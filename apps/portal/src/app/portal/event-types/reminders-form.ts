import { FormArray, FormControl, FormGroup } from '@angular/forms';
import type {
  Language,
  MessageRecipient,
  MessageText,
  MessageTrigger,
  ScheduledMessage,
} from '@expertbook/contracts';
import {
  GRID_MINUTES,
  LANGUAGES,
  MAX_MESSAGE_BODY_LENGTH,
  MAX_MESSAGE_MINUTES,
  MAX_MESSAGE_SUBJECT_LENGTH,
} from '@expertbook/contracts';
import { unknownVariable } from '@expertbook/presentation/message-template';
import type { Translator } from '@expertbook/web-shared/i18n/translator';
import { requiredRule, rule } from '../../ui/form-rules';

/** The form of an event type's reminders, with the contract's own shape. */

type FormWords = Translator<'portal-event-types'>;

export type RemindersForm = ReturnType<typeof remindersForm>;
export type ReminderForm = ReturnType<typeof reminderForm>;

/** Triggers whose messages are sent at once. */
export function isAtOnce(trigger: MessageTrigger): boolean {
  return trigger === 'cancelled' || trigger === 'no_show';
}

export function remindersForm(t: FormWords, messages: readonly ScheduledMessage[]) {
  return new FormArray(messages.map((message) => reminderForm(t, message)));
}

export function reminderForm(t: FormWords, message: ScheduledMessage) {
  const { id, trigger, minutes, recipient, texts } = message;
  const form = new FormGroup({
    id: new FormControl(id, { nonNullable: true }),
    trigger: new FormControl<MessageTrigger>(trigger, { nonNullable: true }),
    minutes: new FormControl<number | null>(minutes, [
      requiredRule(() => t('refused.noTime')),
      rule<number | null>(
        (value) => value === null || value % GRID_MINUTES === 0,
        () => t('refused.grid', { minutes: GRID_MINUTES }),
      ),
      (control) => {
        const least = control.parent?.get('trigger')?.value === 'before_start' ? GRID_MINUTES : 0;
        const value = control.value as number | null;
        const isInside = value === null || (value >= least && value <= MAX_MESSAGE_MINUTES);
        const message = () => t('refused.minutes', { least, most: MAX_MESSAGE_MINUTES });
        return isInside ? null : { rule: message };
      },
    ]),
    recipient: new FormControl<MessageRecipient>(recipient, { nonNullable: true }),
    texts: new FormControl<ScheduledMessage['texts']>(texts, {
      nonNullable: true,
      validators: rule<ScheduledMessage['texts']>(
        (value) => LANGUAGES.every((language) => isValidText(value[language])),
        () => t('reminder.text.refused'),
      ),
    }),
  });
  form.controls.trigger.valueChanges.subscribe((next) => {
    if (isAtOnce(next)) form.controls.minutes.setValue(0);
    else form.controls.minutes.updateValueAndValidity();
  });
  return form;
}

/** The messages as the API takes them. */
export function messagesOf(form: RemindersForm): ScheduledMessage[] {
  return form.getRawValue().map(({ minutes, ...message }) => ({
    ...message,
    minutes: isAtOnce(message.trigger) ? 0 : (minutes ?? 0),
    channel: 'mail',
  }));
}

/** A message that no other one has the id of. */
export function newMessage(taken: readonly string[]): ScheduledMessage {
  let number = taken.length + 1;
  while (taken.includes(`message-${number}`)) number++;
  return {
    id: `message-${number}`,
    trigger: 'before_start',
    minutes: 1440,
    recipient: 'client',
    channel: 'mail',
    texts: {},
  };
}

/** What is wrong with a text; null when it can be saved. */
export function textProblem(t: FormWords, part: keyof MessageText, value: string): string | null {
  const most = part === 'subject' ? MAX_MESSAGE_SUBJECT_LENGTH : MAX_MESSAGE_BODY_LENGTH;
  if (part === 'subject' && value.trim() === '') return t('reminder.subject.needed');
  if (value.length > most) return t('refused.long', { most });
  const unknown = unknownVariable(value);
  return unknown === null ? null : t('reminder.unknown', { variable: unknown });
}

function isValidText(text: MessageText | undefined): boolean {
  if (!text) return true;
  const { subject, body } = text;
  const isShort = subject.length <= MAX_MESSAGE_SUBJECT_LENGTH && body.length <= MAX_MESSAGE_BODY_LENGTH;
  return (
    subject.trim() !== '' && isShort && unknownVariable(subject) === null && unknownVariable(body) === null
  );
}

/** The text of a message in one language: the expert's own, or the product's. */
export function shownText(
  texts: ScheduledMessage['texts'],
  defaults: Record<Language, MessageText>,
  language: Language,
): MessageText {
  return texts[language] ?? defaults[language];
}
