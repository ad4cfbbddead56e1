import { addDays, isKnownZone, localDateAt, toInstant } from '@expertbook/scheduling';

const HOUR_MINUTES = 60;

/** Times of a daily agenda. */
export interface AgendaTime {
  /** Local date whose agenda is due; null before the hour of that day. */
  date: string | null;
  /** When the next one is due. */
  next: Date;
}

/**
 * What is due at `now` for an expert who wants the agenda at a local hour. An hour that does not exist on a day is the
 * next one that does. After an outage only the present day's is due. Pure.
 * @param timeZone of the expert; UTC for an unknown one
 */
export function agendaTime(hour: number, timeZone: string, now: Date): AgendaTime {
  const zone = isKnownZone(timeZone) ? timeZone : 'UTC';
  const today = localDateAt(zone, now.getTime());
  const at = (date: string) => toInstant(zone, date, hour * HOUR_MINUTES);
  const isDue = at(today) <= now.getTime();
  return { date: isDue ? today : null, next: new Date(isDue ? at(addDays(today, 1)) : at(today)) };
}

/** The instants of a local day: the first one, and the first one of the day after. */
export function localDay(timeZone: string, date: string): { from: Date; to: Date } {
  const zone = isKnownZone(timeZone) ? timeZone : 'UTC';
  return { from: new Date(toInstant(zone, date, 0)), to: new Date(toInstant(zone, addDays(date, 1), 0)) };
}
