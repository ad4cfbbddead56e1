import type { Translator } from '@expertbook/web-shared/i18n/translator';
import { minutesText } from '@expertbook/web-shared/ui/minutes-text';
import { shortDateText } from '@expertbook/web-shared/ui/zoned-time';
import type { EventTypeForm } from './event-type-form';

/** Summaries of collapsed sections of the editor, in one line. */

export type FormValues = ReturnType<EventTypeForm['getRawValue']>;
type Words = Translator<'portal-event-types'>;

export interface SectionWords {
  times: string;
  limits: string;
  questions: string;
  bookings: string;
  visibility: string;
  after: string;
  looks: string;
}

export function sectionWords(t: Words, values: FormValues, schedule: string): SectionWords {
  return {
    times: joined([schedule, noticeWords(t, values), windowWords(t, values), viewWords(t, values)]),
    limits: limitWords(t, values),
    questions: values.questions.length
      ? t('words.questions', { count: values.questions.length })
      : t('words.noQuestions'),
    bookings: joined([
      values.requiresConfirmation ? t('words.confirm') : t('words.atOnce'),
      values.requiresEmailCode ? t('words.emailCode') : '',
      (values.seats ?? 1) > 1 ? t('mark.seats', { count: values.seats ?? 1 }) : t('words.oneToOne'),
      values.guestsAllowed ? '' : t('words.noGuests'),
    ]),
    visibility: values.private ? t('who.private') : values.hidden ? t('who.hidden') : t('who.listed'),
    after: values.redirectUrl ? t('words.redirect') : t('words.ourPage'),
    looks:
      joined([
        values.color ? t('words.color') : '',
        values.icon ? t(`icon.${values.icon}`) : '',
        values.group.trim(),
        values.featured ? t('words.featured') : '',
      ]) || t('words.noLooks'),
  };
}

function noticeWords(t: Words, { minimumNotice }: FormValues): string {
  return minimumNotice ? t('words.notice', { time: minutesText(minimumNotice) }) : t('words.noNotice');
}

function windowWords(t: Words, { window: { kind, days, unit, start, end } }: FormValues): string {
  if (kind === 'range') {
    return start && end
      ? t('words.range', { start: shortDateText(start), end: shortDateText(end) })
      : t('window.range');
  }
  return unit === 'business_days'
    ? t('words.businessDays', { count: days ?? 0 })
    : t('words.days', { count: days ?? 0 });
}

/** Empty for the default view. */
function viewWords(t: Words, { defaultView }: FormValues): string {
  return defaultView === 'month' ? '' : t(`view.${defaultView}`);
}

function limitWords(t: Words, { bufferBefore, bufferAfter, limits }: FormValues): string {
  return (
    joined([
      bufferBefore ? t('words.before', { time: minutesText(bufferBefore) }) : '',
      bufferAfter ? t('words.after', { time: minutesText(bufferAfter) }) : '',
      limits.perDay ? t('words.perDay', { count: limits.perDay }) : '',
      limits.perWeek ? t('words.perWeek', { count: limits.perWeek }) : '',
      limits.minutesPerDay ? t('words.minutesPerDay', { time: minutesText(limits.minutesPerDay) }) : '',
    ]) || t('words.noLimits')
  );
}

function joined(words: readonly string[]): string {
  return words.filter(Boolean).join(' · ');
}
