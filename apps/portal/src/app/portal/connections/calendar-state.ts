import type { ConnectedCalendar, SyncFailure, TimeZoneName } from '@expertbook/contracts';
import type { TextKey, Translator } from '@expertbook/web-shared/i18n/translator';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { localDateOf, shortDateText, timeText } from '@expertbook/web-shared/ui/zoned-time';

type T = Translator<'portal-connections'>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** From here on a duration is said in days. */
const HOURS_SAID = 48;

const FAILURES: Readonly<Record<SyncFailure, TextKey<'portal-connections'>>> = {
  not_reachable: 'failure.notReachable',
  sign_in_again: 'failure.signInAgain',
  not_found: 'failure.notFound',
  not_a_calendar: 'failure.notACalendar',
  too_large: 'failure.tooLarge',
  rate_limited: 'failure.rateLimited',
  provider_error: 'failure.providerError',
};

/** How much a state wants the expert's attention. */
export type CalendarTone = 'good' | 'quiet' | 'warning' | 'bad';

export interface CalendarState {
  tone: CalendarTone;
  text: string;
  /** Why, where the text alone does not say it; empty otherwise. */
  reason: string;
}

/** What a calendar's state depends on. */
export type ReadState = Pick<
  ConnectedCalendar,
  'countsAsBusy' | 'whenStale' | 'isStale' | 'lastReadAt' | 'failure'
>;

/** Whether a calendar wants the expert to do something, or closes or risks times meanwhile. */
export function needsAttention({ isStale, countsAsBusy, failure }: ReadState): boolean {
  return failure === 'sign_in_again' || (isStale && countsAsBusy);
}

/** A calendar's state in the expert's words. */
export function calendarState(calendar: ReadState, now: Date, zone: TimeZoneName, t: T): CalendarState {
  const { failure, isStale, lastReadAt, countsAsBusy, whenStale } = calendar;
  const reason = failure ? failureText(failure, lastReadAt, now, zone, t) : '';
  if (isStale && countsAsBusy) {
    const unread = unreadText(lastReadAt, now, t);
    return whenStale === 'closed'
      ? { tone: 'bad', text: t('state.closed', { unread }), reason }
      : { tone: 'warning', text: t('state.open', { unread }), reason };
  }
  if (failure) return { tone: 'warning', text: reason, reason: '' };
  if (!lastReadAt) return { tone: 'quiet', text: t('state.first'), reason: '' };
  return { tone: countsAsBusy ? 'good' : 'quiet', text: t('state.works'), reason: '' };
}

/** Why a calendar could not be read, without the time of it. */
export function failureSentence(failure: SyncFailure, t: T): string {
  return t(FAILURES[failure]);
}

/** `just now`, `2 minutes ago`, `3 hours ago`; of what comes from a clock ahead of this one `just now`, too. */
export function agoText(instant: string, now: Date, t: T): string {
  const age = now.getTime() - Date.parse(instant);
  if (age < MINUTE_MS) return t('justNow');
  const relative = new Intl.RelativeTimeFormat(dateLocale(), { numeric: 'always' });
  if (age < HOUR_MS) return relative.format(-Math.floor(age / MINUTE_MS), 'minute');
  if (age < HOURS_SAID * HOUR_MS) return relative.format(-Math.floor(age / HOUR_MS), 'hour');
  return relative.format(-Math.floor(age / DAY_MS), 'day');
}

function failureText(
  failure: SyncFailure,
  lastReadAt: string | null,
  now: Date,
  zone: TimeZoneName,
  t: T,
): string {
  if (failure !== 'not_reachable' || !lastReadAt) return failureSentence(failure, t);
  const date = localDateOf(lastReadAt, zone);
  const time = timeText(lastReadAt, zone);
  return date === localDateOf(now, zone)
    ? t('failure.sinceTime', { time })
    : t('failure.sinceDay', { day: shortDateText(date), time });
}

function unreadText(lastReadAt: string | null, now: Date, t: T): string {
  if (!lastReadAt) return t('unread.never');
  const age = Math.max(0, now.getTime() - Date.parse(lastReadAt));
  if (age < HOUR_MS) return t('unread.minutes', { count: Math.max(1, Math.floor(age / MINUTE_MS)) });
  if (age < HOURS_SAID * HOUR_MS) return t('unread.hours', { count: Math.floor(age / HOUR_MS) });
  return t('unread.days', { count: Math.floor(age / DAY_MS) });
}
