import type { FieldError, MessageText, ScheduledMessage } from '@expertbook/contracts';
import { unknownVariable } from '@expertbook/presentation';

/** Triggers whose messages are sent at once. */
const AT_ONCE: ReadonlySet<ScheduledMessage['trigger']> = new Set(['cancelled', 'no_show']);
const MIN_BEFORE_START = 5;

/** Errors between the fields of an event type's messages, by field (`items.0.minutes`). Pure. */
export function checkMessages(items: readonly ScheduledMessage[]): FieldError[] {
  const seen = new Set<string>();
  return items.flatMap((message, index) => {
    const path = `items.${index}`;
    const errors: FieldError[] = [];
    if (seen.has(message.id)) {
      errors.push({
        field: `${path}.id`,
        code: 'duplicate',
        message: 'Each message needs an id of its own.',
      });
    }
    seen.add(message.id);
    return [...errors, ...checkTime(message, path), ...checkTexts(message, path)];
  });
}

function checkTime({ trigger, minutes }: ScheduledMessage, path: string): FieldError[] {
  const field = `${path}.minutes`;
  if (trigger === 'before_start' && minutes < MIN_BEFORE_START) {
    const message = `A reminder is sent at least ${MIN_BEFORE_START} minutes before the start.`;
    return [{ field, code: 'min', message, params: { count: MIN_BEFORE_START } }];
  }
  if (AT_ONCE.has(trigger) && minutes !== 0) {
    return [{ field, code: 'max', message: 'This message is sent at once, so use 0.', params: { count: 0 } }];
  }
  return [];
}

function checkTexts({ texts }: ScheduledMessage, path: string): FieldError[] {
  return Object.entries(texts).flatMap(([language, text]) =>
    (['subject', 'body'] as const).flatMap((part) => checkText(text, part, `${path}.texts.${language}`)),
  );
}

function checkText(text: MessageText | undefined, part: keyof MessageText, path: string): FieldError[] {
  const unknown = text && unknownVariable(text[part]);
  if (!unknown) return [];
  return [
    { field: `${path}.${part}`, code: 'unknown_variable', message: `${unknown} is not a known variable.` },
  ];
}
