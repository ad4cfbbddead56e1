import { notice } from './finding.mjs';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
/** The first day of 1970 was a Thursday; weeks begin on Monday. */
const THURSDAY = 3;

/**
 * @typedef {object} Rules
 * @property {string} zone of the schedule, in which days and weeks (from Monday) are counted
 * @property {number | null} perDay
 * @property {number | null} perWeek
 * @property {number | null} minutesPerDay
 */

/**
 * Counts the sessions of each event type by local day and week, one expert after the other.
 * More than the limit is a notice, not a fault: the database does not show whether the expert lowered the limit or moved
 * to another zone after the bookings were made. Where the rules are known not to have changed it is a fault.
 *
 * @param {(zone: string, instant: number) => number | undefined} west minutes a zone is behind UTC at an instant (epoch
 *     milliseconds); nothing for an unknown zone
 * @param {boolean} unchanged whether the rules are known to be those the bookings were made under
 */
export function limitCounter(west, unchanged) {
  let expert = '';
  /** @type {Map<string, { day: number, week: number, inDay: number, minutes: number, inWeek: number }>} */
  let counts = new Map();
  return {
    /**
     * @param {any} booking with a taken seat, no hold; those of one expert ascending by start
     * @param {Rules} rules
     * @returns {Generator<import('./finding.mjs').Finding>}
     */
    *count(booking, { zone, perDay, perWeek, minutesPerDay }) {
      if (perDay === null && perWeek === null && minutesPerDay === null) return;
      if (String(booking.expertId) !== expert) {
        expert = String(booking.expertId);
        counts = new Map();
      }
      const key = String(booking.eventTypeId);
      const behind = west(zone, +booking.start);
      if (behind === undefined) return;
      const day = Math.floor((booking.start - behind * MINUTE_MS) / DAY_MS);
      const week = Math.floor((day + THURSDAY) / 7);
      const before = counts.get(key);
      const sameDay = before?.day === day;
      const now = {
        day,
        week,
        inDay: (sameDay ? before.inDay : 0) + 1,
        minutes: (sameDay ? before.minutes : 0) + booking.duration,
        inWeek: (before?.week === week ? before.inWeek : 0) + 1,
      };
      counts.set(key, now);
      const over = [
        [now.inDay, perDay, 'on its day'],
        [now.minutes, minutesPerDay, 'minutes on its day'],
        [now.inWeek, perWeek, 'in its week'],
      ].find(([count, most]) => most !== null && Number(count) > Number(most));
      if (!over) return;
      const [count, most, where] = over;
      const says = `It is number ${count} ${where}; the event type's limit is ${most}.`;
      const found = notice('limit-exceeded', 'bookings', booking._id, says);
      yield unchanged ? { ...found, level: 'fault' } : found;
    },
  };
}
