import { formatInstant, isKnownZone, weekdayOf } from '@expertbook/scheduling';
import type { MailVoice } from './mail-voice';

/** A stretch of time as people of one zone read it. */
export interface LocalRange {
  /** `Monday, 4 January 2027` */
  day: string;
  /** `09:00 – 09:30`; with the end's day or offset where those differ. */
  time: string;
  /** `09:00` */
  startTime: string;
  /** `Europe/Berlin, UTC+01:00`, as in force at the start. */
  zone: string;
  /** {@link zone}, after what people call it where they do: `Central European Time`. */
  zoneLines: string[];
  /** `Mon, 4 Jan 2027, 09:00`, for subjects. */
  short: string;
}

/**
 * `[start, end)` in a zone's wall time, by the project's own zone data, in the words of one language. An unknown zone is read
 * as UTC, so that a mail goes out whatever happens.
 */
export function localRange(start: Date, end: Date, timeZone: string, voice: MailVoice): LocalRange {
  const { say } = voice;
  const zone = isKnownZone(timeZone) ? timeZone : 'UTC';
  const from = wallTime(start, zone);
  const to = wallTime(end, zone);
  const day = dayOf(from, 'long', voice);
  const endTime =
    to.date === from.date ? to.time : say('dayTime', { day: dayOf(to, 'long', voice), time: to.time });
  const endOffset = to.offset === from.offset ? '' : ` (UTC${to.offset})`;
  const shown = voice.own(say('zone', { zone: zone.replaceAll('_', ' '), offset: from.offset }));
  const name = voice.zoneName(zone);
  return {
    day,
    time: `${from.time} – ${endTime}${endOffset}`,
    startTime: from.time,
    zone: shown,
    zoneLines: name === null ? [shown] : [name, shown],
    short: say('dayTime', { day: dayOf(from, 'short', voice), time: from.time }),
  };
}

interface WallTime {
  date: string;
  time: string;
  offset: string;
}

function wallTime(instant: Date, zone: string): WallTime {
  const iso = formatInstant(zone, instant.getTime());
  return { date: iso.slice(0, 10), time: iso.slice(11, 16), offset: iso.slice(19) };
}

function dayOf({ date }: WallTime, length: 'long' | 'short', { say, weekdays, months }: MailVoice): string {
  return say(length === 'long' ? 'day' : 'day.short', {
    weekday: weekdays[weekdayOf(date)]?.[length] ?? '',
    day: Number(date.slice(8)),
    month: months[Number(date.slice(5, 7)) - 1]?.[length] ?? '',
    year: date.slice(0, 4),
  });
}
