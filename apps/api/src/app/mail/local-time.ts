import { formatInstant, isKnownZone, weekdayOf } from '@expertbook/scheduling';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A stretch of time as people of one zone read it. */
export interface LocalRange {
  /** `Monday, 4 January 2027` */
  day: string;
  /** `09:00 – 09:30`; with the end's day or offset where those differ. */
  time: string;
  /** `Europe/Berlin, UTC+01:00`, as in force at the start. */
  zone: string;
  /** `Mon, 4 Jan 2027, 09:00`, for subjects. */
  short: string;
}

/**
 * `[start, end)` in a zone's wall time, by the project's own zone data. An unknown zone is read as UTC, so that a mail goes
 * out whatever happens.
 */
export function localRange(start: Date, end: Date, timeZone: string): LocalRange {
  const zone = isKnownZone(timeZone) ? timeZone : 'UTC';
  const from = wallTime(start, zone);
  const to = wallTime(end, zone);
  const endDay = to.day === from.day ? '' : `${to.day}, `;
  const endOffset = to.offset === from.offset ? '' : ` (UTC${to.offset})`;
  return {
    day: from.day,
    time: `${from.time} – ${endDay}${to.time}${endOffset}`,
    zone: `${zone.replaceAll('_', ' ')}, UTC${from.offset}`,
    short: `${from.shortDay}, ${from.time}`,
  };
}

interface WallTime {
  day: string;
  shortDay: string;
  time: string;
  offset: string;
}

function wallTime(instant: Date, zone: string): WallTime {
  const iso = formatInstant(zone, instant.getTime());
  const date = iso.slice(0, 10);
  const weekday = WEEKDAYS[weekdayOf(date)] ?? '';
  const month = MONTHS[Number(date.slice(5, 7)) - 1] ?? '';
  const dayOfMonth = Number(date.slice(8));
  const year = date.slice(0, 4);
  return {
    day: `${weekday}, ${dayOfMonth} ${month} ${year}`,
    shortDay: `${weekday.slice(0, 3)}, ${dayOfMonth} ${month.slice(0, 3)} ${year}`,
    time: iso.slice(11, 16),
    offset: iso.slice(19),
  };
}
