import type { EventInput } from '@fullcalendar/core';
import type { BookingStatus, LocalTime } from '@expertbook/contracts';
import type { Translator } from '@expertbook/web-shared/i18n/translator';
import { dayText } from '@expertbook/web-shared/ui/zoned-time';
import { rangeText, timeOfDayText } from '../../ui/time-of-day';
import { statusLook } from '../booking-parts/booking-words';
import type { CalendarEntry } from './calendar-entries';
import type { Wall } from './wall-clock';
import { dateOf, timeOf } from './wall-clock';

/** Appearance and texts of calendar entries. */

const STATUS_CLASSES: Partial<Record<BookingStatus, string>> = {
  pending: 'eb-cal-pending',
  confirmed: 'eb-cal-confirmed',
  completed: 'eb-cal-over',
  no_show: 'eb-cal-no-show',
};

/** Title and second line of an entry. `now` in ms. */
export function entryTexts(
  entry: CalendarEntry,
  t: Translator<'portal-calendar' | 'portal-parts'>,
  now: number,
): { title: string; detail: string } {
  switch (entry.kind) {
    case 'booking':
      return { title: entry.booking.attendee.name, detail: entry.booking.eventType.title };
    case 'session':
      return {
        title: entry.title,
        detail: t('people', { taken: entry.bookings.length, seats: entry.seats }),
      };
    case 'hold': {
      const minutes = Math.max(1, Math.ceil((Date.parse(entry.hold.expiresAt) - now) / 60_000));
      return {
        title: t('hold', { title: entry.hold.eventType.title }),
        detail: t('holdLeft', { count: minutes }),
      };
    }
    case 'block':
      return { title: entry.block.title || t('blocked'), detail: entry.block.title ? t('blocked') : '' };
    case 'external':
      return { title: t('external', { name: entry.event.calendar.name }), detail: '' };
  }
}

/** `9:00 – 9:30`; an end at midnight has a word of its own. */
export function spanText(
  { start, end }: { start: Wall; end: Wall },
  t: Translator<'portal-calendar' | 'portal-parts'>,
): string {
  const midnight = timeOf(end) === '00:00' && dateOf(end) > dateOf(start);
  const ending: LocalTime = midnight ? '24:00' : timeOf(end);
  return rangeText(
    { start: timeOf(start), end: ending },
    { allDay: t('range.allDay'), midnight: t('range.midnight') },
  );
}

/** The whole entry as one sentence, for screen readers. */
export function entryName(
  entry: CalendarEntry,
  t: Translator<'portal-calendar' | 'portal-parts'>,
  now: Date,
): string {
  const date = dateOf(entry.start);
  const when = t('when', { day: dayText(date, now.toISOString()), range: spanText(entry, t) });
  const { title, detail } = entryTexts(entry, t, now.getTime());
  switch (entry.kind) {
    case 'booking':
      return t('entry.booking', {
        name: title,
        title: detail,
        status: statusLook(entry.booking, now, t).label,
        when,
      });
    case 'session':
      return t('entry.session', { title, people: detail, when });
    case 'hold':
      return t('entry.hold', { title, when });
    case 'block':
      return t('entry.block', { title, when });
    case 'external':
      return t('entry.external', { title, when });
  }
}

export function entryClass(entry: CalendarEntry, now: Date): string {
  switch (entry.kind) {
    case 'booking': {
      const over = Date.parse(entry.booking.end) <= now.getTime() && entry.booking.status !== 'no_show';
      const look = over ? 'eb-cal-over' : (STATUS_CLASSES[entry.booking.status] ?? '');
      return entry.moving ? `${look} eb-cal-moving` : look;
    }
    case 'session':
      return Date.parse(entry.bookings[0]?.end ?? '') <= now.getTime() ? 'eb-cal-over' : 'eb-cal-confirmed';
    case 'hold':
      return 'eb-cal-hold';
    case 'block':
      return 'eb-cal-block';
    case 'external':
      return 'eb-cal-external';
  }
}

/** Whether the entry can be dragged: a booking of one client that has not begun and still claims its time. */
export function isMovable(entry: CalendarEntry, now: Date): boolean {
  return (
    entry.kind === 'booking' &&
    !entry.moving &&
    ['pending', 'confirmed'].includes(entry.booking.status) &&
    Date.parse(entry.booking.start) > now.getTime()
  );
}

/** The event type whose mark an entry has; null for blocks and holds. */
export function markedType(entry: CalendarEntry): string | null {
  if (entry.kind === 'booking') return entry.booking.eventType.id;
  return entry.kind === 'session' ? (entry.bookings[0]?.eventType.id ?? null) : null;
}

function isWholeDay({ start, end }: { start: Wall; end: Wall }): boolean {
  return timeOf(start) === '00:00' && timeOf(end) === '00:00' && dateOf(end) > dateOf(start);
}

/** Input for FullCalendar, which gets wall times as if they were UTC: its own zone data is never used. */
export function eventInput(
  entry: CalendarEntry,
  t: Translator<'portal-calendar' | 'portal-parts'>,
  now: Date,
  color: string | null = null,
): EventInput {
  const texts = entryTexts(entry, t, now.getTime());
  return {
    id: entry.id,
    start: entry.start,
    end: entry.end,
    title: texts.title,
    classNames: ['eb-cal', ...entryClass(entry, now).split(' ')],
    startEditable: isMovable(entry, now),
    // A whole day beside the bookings would leave them half of its width.
    ...(entry.kind === 'external' && isWholeDay(entry) && { display: 'background' }),
    extendedProps: {
      detail: texts.detail,
      color,
      name: entryName(entry, t, now),
      from: timeOfDayText(timeOf(entry.start)),
      until: ` – ${timeOfDayText(timeOf(entry.end))}`,
    },
  };
}
