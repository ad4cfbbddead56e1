import { cityOf, clockText, offsetText } from '@expertbook/contracts';
import { LATIN_GREGORIAN } from '@expertbook/presentation';
import { formatInstant, isKnownZone, weekdayOf } from '@expertbook/scheduling';
import { LruCache } from '../caching/lru-cache';
import type { MailLocale } from './mail-locale';

/** An interval as text, in one zone. */
export interface LocalRange {
  /** `Monday, 4 January 2027`, or in the order of the reader's region. */
  day: string;
  /** `09:00 – 09:30`, `9:00 am – 9:30 am`; with the date or the offset of the end where those differ. */
  time: string;
  /** `09:00` */
  startTime: string;
  /** `Berlin time, GMT+1`, with the offset at the start; worded as on the booking pages. */
  zone: string;
  /** `Mon, 4 Jan 2027, 09:00`, for subjects. */
  short: string;
}

/**
 * `[start, end)` as wall time, by the project's own zone data, in the language and hour cycle of the reader. An
 * unknown zone is read as UTC, so that a mail is always sent.
 */
export function localRange(start: Date, end: Date, timeZone: string, locale: MailLocale): LocalRange {
  const { translate, isolateBidi } = locale;
  const zone = isKnownZone(timeZone) ? timeZone : 'UTC';
  const from = writtenTime(start, zone, locale);
  const to = writtenTime(end, zone, locale);
  const endTime =
    to.date === from.date ? to.time : translate('dayTime', { day: dayOf(to, 'long', locale), time: to.time });
  const endOffset = to.offset === from.offset ? '' : ` (${isolateBidi(to.offset)})`;
  return {
    day: dayOf(from, 'long', locale),
    time: `${from.time} – ${endTime}${endOffset}`,
    startTime: from.time,
    zone: translate('zone', { city: isolateBidi(cityOf(zone)), offset: isolateBidi(from.offset) }),
    short: translate('dayTime', { day: dayOf(from, 'short', locale), time: from.time }),
  };
}

/** A wall time in the words of a mail's reader. */
interface WrittenTime {
  date: string;
  /** In the reader's hour cycle. */
  time: string;
  /** `GMT+1` */
  offset: string;
}

function writtenTime(instant: Date, zone: string, locale: MailLocale): WrittenTime {
  const iso = formatInstant(zone, instant.getTime());
  const east = Date.parse(`${iso.slice(0, 19)}Z`) - Date.parse(iso);
  return {
    date: iso.slice(0, 10),
    time: clockText(iso.slice(11, 16), locale.hourCycle, localeOf(locale)),
    offset: offsetText(Math.round(east / 60_000)),
  };
}

/** One for each region with clients of the installation; each takes some kilobytes. */
const dates = new LruCache<string, Intl.DateTimeFormat>(100);

function dayOf({ date }: WrittenTime, length: 'long' | 'short', locale: MailLocale): string {
  const { translate, weekdays, months, region } = locale;
  if (region !== null) return dateFormat(localeOf(locale), length).format(Date.parse(`${date}T12:00:00Z`));
  return translate(length === 'long' ? 'day' : 'day.short', {
    weekday: weekdays[weekdayOf(date)]?.[length] ?? '',
    day: Number(date.slice(8)),
    month: months[Number(date.slice(5, 7)) - 1]?.[length] ?? '',
    year: date.slice(0, 4),
  });
}

function dateFormat(locale: string, length: 'long' | 'short'): Intl.DateTimeFormat {
  const key = `${length} ${locale}`;
  let format = dates.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, {
      weekday: length,
      day: 'numeric',
      month: length,
      year: 'numeric',
      timeZone: 'UTC',
    });
    dates.set(key, format);
  }
  return format;
}

/** With the Gregorian calendar and the digits 0 to 9, as on the pages. */
function localeOf({ language, region }: MailLocale): string {
  return `${language}${region === null ? '' : `-${region}`}${LATIN_GREGORIAN}`;
}
