/**
 * An independent way to the same results: wall times from `Intl.DateTimeFormat` alone. As an oracle it is slow and
 * simple; as a reference it does what date libraries do to convert a wall time in a zone.
 */

const MINUTE = 60_000;
const DAY = 86_400_000;

/** March 2027 in Berlin, with the change to summer time in it. Instants in epoch milliseconds. */
export const MONTH = {
  zone: 'Europe/Berlin',
  from: Date.parse('2027-03-01T00:00:00+01:00'),
  to: Date.parse('2027-04-01T00:00:00+02:00'),
};

const format = new Intl.DateTimeFormat('en-US', {
  timeZone: MONTH.zone,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/**
 * @param {number} instant epoch milliseconds
 * @returns {number} the wall time there, as if it were UTC
 */
function wallOf(instant) {
  /** @type {Record<string, number>} */
  const parts = {};
  for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value);
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
}

/** @param {number} wall */
function instantOf(wall) {
  const guess = wall - (wallOf(wall) - wall);
  const off = wallOf(guess) - wall;
  return off === 0 ? guess : guess - off;
}

/**
 * Opening and closing time of every day of the month as instants.
 *
 * @returns {number} their sum, so that nothing is left out
 */
export function convertDays() {
  let sum = 0;
  for (let day = Date.UTC(2027, 2, 1); day < Date.UTC(2027, 3, 1); day += DAY) {
    sum += instantOf(day + 9 * 60 * MINUTE) + instantOf(day + 18 * 60 * MINUTE);
  }
  return sum;
}

/**
 * Counts the free starts of a question minute by minute of the grid. Supports only what the benchmark needs: weekly
 * hours, buffers, limits; notice and window have no effect in this month.
 *
 * @param {any} question see `libs/scheduling`
 * @returns {number}
 */
export function countSlots({ hours, rules, busy, booked, from, to }) {
  const dayOf = (/** @type {number} */ instant) => Math.floor(wallOf(instant) / DAY);
  // 1970-01-01 was a Thursday; ISO weeks begin on Mondays.
  const weekOf = (/** @type {number} */ day) => Math.floor((day + 3) / 7);
  const near = booked.filter(
    (/** @type {any} */ { start }) => start > from - 9 * DAY && start < to + 9 * DAY,
  );
  const days = new Map();
  const weeks = new Map();
  for (const { start } of near) {
    const day = dayOf(start);
    days.set(day, (days.get(day) ?? 0) + 1);
    weeks.set(weekOf(day), (weeks.get(weekOf(day)) ?? 0) + 1);
  }
  const { duration, bufferBefore, bufferAfter, slotInterval, limits } = rules;
  const around = busy.filter((/** @type {any} */ { start, end }) => end > from - DAY && start < to + DAY);
  let count = 0;
  for (let start = from; start < to; start += 5 * MINUTE) {
    const wall = wallOf(start);
    const day = Math.floor(wall / DAY);
    const minute = (wall - day * DAY) / MINUTE;
    const open = hours.weekly[(day + 4) % 7].some((/** @type {any} */ range) => {
      const first = minuteOf(range.start);
      return (
        minute >= first && minute + duration <= minuteOf(range.end) && (minute - first) % slotInterval === 0
      );
    });
    if (!open) continue;
    const inDay = days.get(day) ?? 0;
    if (inDay >= limits.perDay || (inDay + 1) * duration > limits.minutesPerDay) continue;
    if ((weeks.get(weekOf(day)) ?? 0) >= limits.perWeek) continue;
    const padStart = start - bufferBefore * MINUTE;
    const padEnd = start + (duration + bufferAfter) * MINUTE;
    if (!around.some((/** @type {any} */ other) => other.start < padEnd && padStart < other.end)) count += 1;
  }
  return count;
}

/** @param {string} time `HH:MM` */
function minuteOf(time) {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
