import type { EventType, SlotObstacle, TimeZoneName } from '@expertbook/contracts';
import type { Translator } from '@expertbook/web-shared/i18n/translator';
import { dateLocale } from '@expertbook/web-shared/platform/locale';
import { minutesText } from '@expertbook/web-shared/ui/minutes-text';
import { shortDateText, timeRangeText } from '@expertbook/web-shared/ui/zoned-time';

type T = Translator<'portal-availability'>;

/** Link to the cause, where it can be viewed or changed. */
export interface CauseLink {
  label: string;
  path: readonly string[];
  query?: Readonly<Record<string, string>>;
  fragment?: string;
}

export interface ObstacleWords {
  text: string;
  link: CauseLink | null;
}

/** Context of an obstacle for its text. */
export interface ObstacleCase {
  eventType: EventType;
  duration: number;
  /** The event type's schedule; null when it is unknown. */
  scheduleId: string | null;
  /** The expert's zone, for the times in texts. */
  zone: TimeZoneName;
}

/** Why a time is not offered, as a text for the expert, with a link to the cause. */
export function obstacleWords(obstacle: SlotObstacle, about: ObstacleCase, t: T): ObstacleWords {
  const { eventType, duration, scheduleId, zone } = about;
  const settings: CauseLink = {
    label: t('why.openEventType', { title: eventType.title }),
    path: ['/portal/event-types', eventType.id],
  };
  const hours: CauseLink = scheduleId
    ? { label: t('why.openHours'), path: ['/portal/availability', scheduleId] }
    : { label: t('why.openHours'), path: ['/portal/availability'] };
  const connections: CauseLink = {
    label: t('why.openConnections'),
    path: ['/portal/settings/connections'],
  };
  const { blockedBy } = obstacle;
  const range = blockedBy ? timeRangeText(blockedBy.start, blockedBy.end, zone) : '';
  const calendar: CauseLink | null = blockedBy
    ? {
        label: t('why.openCalendar'),
        path: ['/portal/calendar'],
        query: { view: 'day', date: blockedBy.start.slice(0, 10) },
      }
    : null;
  switch (obstacle.reason) {
    case 'invalid_duration':
      return { text: t('why.duration', { duration: minutesText(duration) }), link: settings };
    case 'off_grid':
      return {
        text: t('why.grid', {
          interval: minutesText(eventType.slotInterval ?? Math.min(duration, USUAL_INTERVAL)),
        }),
        link: settings,
      };
    case 'in_the_past':
      return { text: t('why.past'), link: null };
    case 'min_notice':
      return { text: t('why.notice', { notice: minutesText(eventType.minimumNotice) }), link: settings };
    case 'out_of_window':
      return { text: windowWords(eventType, t), link: settings };
    case 'out_of_office':
      return { text: t('why.away'), link: { ...hours, fragment: 'away' } };
    case 'outside_hours':
      return { text: t('why.hours', { duration: minutesText(duration) }), link: hours };
    case 'limit_reached':
      return { text: t('why.limit'), link: settings };
    case 'slot_held':
      return { text: t('why.held', { range }), link: calendar };
    case 'busy_elsewhere':
      return { text: elsewhereWords(obstacle, range, t), link: connections };
    case 'slot_taken': {
      const [uid, ...others] = blockedBy?.bookingUids ?? [];
      if (!uid) return { text: t('why.blocked', { range }), link: calendar };
      const booking: CauseLink = { label: t('why.openBooking'), path: ['/portal/bookings', uid] };
      return { text: t('why.taken', { range }), link: others.length ? calendar : booking };
    }
  }
}

/** Maximum default for the minutes between starts. */
const USUAL_INTERVAL = 30;

/** Longer than any event: a calendar that cannot be read closes all times. */
const CLOSED_MS = 366 * 86_400_000;

function elsewhereWords({ blockedBy, calendars = [] }: SlotObstacle, range: string, t: T): string {
  const names = new Intl.ListFormat(dateLocale(), { type: 'conjunction' }).format(calendars);
  const closes =
    blockedBy !== undefined && Date.parse(blockedBy.end) - Date.parse(blockedBy.start) > CLOSED_MS;
  return closes ? t('why.unread', { calendars: names }) : t('why.elsewhere', { range, calendars: names });
}

function windowWords({ window }: EventType, t: T): string {
  if (window.kind === 'range') {
    return t('why.range', { first: shortDateText(window.start), last: shortDateText(window.end) });
  }
  return window.unit === 'business_days'
    ? t('why.businessDays', { count: window.days })
    : t('why.days', { count: window.days });
}
