import { randomBytes } from 'node:crypto';

import { requestBytes } from './lean-http.mjs';
import { voidRun } from './void-run.mjs';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Minutes of a session by default. */
export const SESSION = 15;
const WINDOW_DAYS = 700;

/**
 * @typedef {{ session: number, from: number, to: number }} Hours minutes a session, full hours of the day
 *
 * @typedef {object} PublishedExpert open every day in UTC, without gaps between the sessions
 * @property {string} handle
 * @property {string} slug
 * @property {string} eventTypeId
 * @property {string} accessToken the expert's own
 * @property {string} password
 * @property {() => number} nextStart the next start that is not booked yet, epoch milliseconds; from the day after tomorrow on
 * @property {number} perDay sessions a day
 * @property {number} firstDay epoch milliseconds
 * @property {(start: number) => Buffer} bookingOf the request that books a start
 */

/**
 * Registers an expert and publishes an event type, all through the public API.
 *
 * @param {number} port of the API
 * @param {Hours} [hours] around the clock when left out
 * @returns {Promise<PublishedExpert>}
 */
export async function publishExpert(port, hours = { session: SESSION, from: 0, to: 24 }) {
  const perDay = ((hours.to - hours.from) * 60) / hours.session;
  const handle = `bench-${randomBytes(5).toString('hex')}`;
  const slug = 'call';
  const call = caller(port);
  const password = randomBytes(12).toString('hex');
  const registered = await call('POST', '/auth/register', {
    name: 'Ada Lovelace',
    email: `${handle}@example.com`,
    password,
  });
  const as = caller(port, registered.accessToken);
  await as('POST', '/experts', { handle, timeZone: 'UTC' });
  const [schedule] = await as('GET', '/schedules');
  const weekly = Array.from({ length: 7 }, () => [{ start: clock(hours.from), end: clock(hours.to) }]);
  await as('PATCH', `/schedules/${schedule.id}`, { weekly, overrides: [], outOfOffice: [] });
  const eventType = await as('POST', '/event-types', {
    slug,
    title: 'Intro call',
    durations: [hours.session],
    minimumNotice: 0,
    window: { kind: 'rolling', days: WINDOW_DAYS, unit: 'calendar_days' },
  });
  const firstDay = Math.floor(Date.now() / DAY) * DAY + 2 * DAY;
  let taken = 0;
  return {
    handle,
    slug,
    eventTypeId: eventType.id,
    accessToken: registered.accessToken,
    password,
    firstDay,
    perDay,
    nextStart() {
      const day = Math.floor(taken / perDay);
      const minute = hours.from * 60 + (taken - day * perDay) * hours.session;
      taken += 1;
      return firstDay + day * DAY + minute * MINUTE;
    },
    bookingOf: (start) =>
      requestBytes({
        method: 'POST',
        path: '/api/v1/bookings',
        body: {
          eventTypeId: eventType.id,
          start: new Date(start).toISOString(),
          attendee: { name: 'Grace Hopper', email: 'grace@example.com', timeZone: 'America/New_York' },
        },
      }),
  };
}

/** @param {number} hour */
const clock = (hour) => `${String(hour).padStart(2, '0')}:00`;

/**
 * The request for the free starts of `days` days from the expert's first one on, and how many there are.
 *
 * @param {Pick<PublishedExpert, 'handle' | 'slug' | 'firstDay' | 'perDay'>} expert
 * @param {number} days
 * @returns {{ path: string, all: number }} `all` while nothing is booked
 */
export function slotsRequest({ handle, slug, firstDay, perDay }, days) {
  const dateOf = (/** @type {number} */ at) => new Date(at).toISOString().slice(0, 10);
  const query = `start=${dateOf(firstDay)}&end=${dateOf(firstDay + (days - 1) * DAY)}&timeZone=UTC`;
  return {
    path: `/api/v1/experts/${handle}/event-types/${slug}/slots?${query}`,
    all: days * perDay,
  };
}

/**
 * @param {number} port
 * @param {string} [accessToken]
 * @returns {(method: string, path: string, body?: unknown) => Promise<any>} throws unless the answer is 2xx
 */
function caller(port, accessToken) {
  return async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...(accessToken && { Authorization: `Bearer ${accessToken}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await response.text();
    if (!response.ok) throw voidRun(`${method} ${path} was answered with ${response.status} ${text}.`);
    return text ? JSON.parse(text) : null;
  };
}
