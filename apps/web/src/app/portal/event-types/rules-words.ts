import type { EventTypeForm } from './event-type-form';
import { minutesText } from '../../ui/minutes-text';
import { shortDateText } from '../../ui/zoned-time';

/** What a closed section of the editor says about its values, in one line. */

type Values = ReturnType<EventTypeForm['getRawValue']>;

export function rulesWords(values: Values): string {
  const buffer = Math.max(values.bufferBefore, values.bufferAfter);
  const { kind, days, unit, start, end } = values.window;
  const counts = [values.limits.perDay, values.limits.perWeek, values.limits.minutesPerDay].filter(Boolean);
  return [
    buffer ? `${minutesText(buffer)} buffer` : 'No buffers',
    values.minimumNotice ? `${minutesText(values.minimumNotice)} notice` : 'No notice',
    kind === 'rolling'
      ? `${days ?? '?'} ${unit === 'business_days' ? 'business days' : 'days'} ahead`
      : start && end
        ? `${shortDateText(start)} to ${shortDateText(end)}`
        : 'Date range',
    counts.length ? 'Limits set' : 'No limits',
  ].join(' · ');
}

export function questionsWords(values: Values): string {
  const count = values.questions.length;
  return count
    ? `${count} ${count === 1 ? 'question' : 'questions'} beside name and e-mail`
    : 'Only name and e-mail';
}

export function advancedWords(values: Values): string {
  const words = [
    values.requiresConfirmation ? 'You confirm each booking' : 'Booked at once',
    values.hidden ? 'hidden from your page' : 'listed on your page',
    (values.seats ?? 1) > 1 ? `${values.seats} seats` : 'one to one',
    values.redirectUrl ? 'own page after booking' : '',
  ];
  return words.filter(Boolean).join(' · ');
}
