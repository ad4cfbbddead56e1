/**
 * Fills an empty installation with a demo expert, through the public HTTP API only, so that it shows what integrators
 * can do.
 */
import { randomBytes } from 'node:crypto';
import { URLSearchParams } from 'node:url';

import { withClient } from './mongod/driver.mjs';
import { demoEventTypes, demoExpert, demoHours, demoVisitors } from './seed/demo.mjs';
import { apiClient } from './seed/http.mjs';

/**
 * @typedef {object} Demo
 * @property {string} handle
 * @property {string} email
 * @property {string} password shown once, kept nowhere
 * @property {number} bookings how many were made
 * @property {string} [problem] what kept it from being complete
 */

/**
 * @param {string} mongoUri
 * @returns {Promise<boolean>} whether there is no account yet
 */
export function isEmpty(mongoUri) {
  return withClient(
    mongoUri,
    async (client) =>
      (await client
        .db()
        .collection('users')
        .findOne({}, { projection: { _id: 1 } })) === null,
  );
}

/**
 * Registers the demo expert with hours, three event types and some bookings.
 *
 * @param {object} options
 * @param {string} options.url of the running API, without a trailing slash
 * @param {(text: string) => void} [options.note] shows progress
 * @param {Date} [options.now]
 * @returns {Promise<Demo>}
 * @throws {Error} with the problem's own words when not even the account could be made
 */
export async function seed({ url, note = () => {}, now = new Date() }) {
  const password = randomBytes(12).toString('base64url');
  const anonymous = apiClient(url);

  note('demo expert');
  const { email, name, handle } = demoExpert;
  await anonymous.post('auth/register', { name, email, password });
  try {
    return {
      handle,
      email,
      password,
      bookings: await furnish({ url, password, note, now }),
    };
  } catch (error) {
    // The account exists: without its password it would be useless.
    return {
      handle,
      email,
      password,
      bookings: 0,
      problem: error instanceof Error ? error.message : String(error),
    };
  }
}

/**
 * @param {{ url: string, password: string, note: (text: string) => void, now: Date }} at
 * @returns {Promise<number>} bookings made
 */
async function furnish({ url, password, note, now }) {
  const { email, handle, headline, bio, name } = demoExpert;
  const timeZone = zoneOfMachine();
  const anonymous = apiClient(url);
  const first = await anonymous.post('auth/login', { email, password });
  await apiClient(url, first.accessToken).post('experts', { handle, name, headline, bio, timeZone });
  // Signed in again, so that the token knows about the new role.
  const { accessToken } = await anonymous.post('auth/login', { email, password });
  const expert = apiClient(url, accessToken);

  note('working hours');
  const schedules = await expert.get('schedules');
  const kept = (Array.isArray(schedules) ? schedules : schedules.items)?.find(
    (/** @type {{ isDefault: boolean }} */ schedule) => schedule.isDefault,
  );
  const hours = { name: 'Working hours', timeZone, weekly: demoHours, isDefault: true };
  if (kept) await expert.patch(`schedules/${kept.id}`, hours);
  else await expert.post('schedules', hours);

  note('event types');
  const eventTypes = [];
  for (const settings of demoEventTypes) eventTypes.push(await expert.post('event-types', settings));

  note('bookings');
  return book({ url, handle, eventTypes, timeZone, now, note });
}

/**
 * @param {{ url: string, handle: string, eventTypes: { id: string, slug: string }[], timeZone: string, now: Date, note: (text: string) => void }} at
 * @returns {Promise<number>}
 */
async function book({ url, handle, eventTypes, timeZone, now, note }) {
  const client = apiClient(url);
  const dayMs = 24 * 60 * 60_000;
  const date = (/** @type {number} */ days) =>
    new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10);
  let made = 0;
  for (const { kind, workday, from, attendee, notes } of demoVisitors) {
    const eventType = eventTypes[kind];
    if (!eventType) continue;
    const query = new URLSearchParams({ start: date(0), end: date(14), timeZone });
    const { slots } = await client.get(`experts/${handle}/event-types/${eventType.slug}/slots?${query}`);
    const day = Object.keys(slots).sort()[workday];
    // Not before the wanted time of day, so that the demo calendar looks realistic, not like a queue.
    const slot =
      slots[day]?.find((/** @type {{ start: string }} */ free) => free.start.slice(11, 16) >= from) ??
      slots[day]?.[0];
    if (!slot) continue;
    await client.post('bookings', {
      eventTypeId: eventType.id,
      start: slot.start,
      attendee: { ...attendee, timeZone },
      notes,
    });
    made += 1;
    note(`bookings: ${made}`);
  }
  return made;
}

/** @returns {string} an IANA name; servers are often on UTC, which makes a dull demo */
function zoneOfMachine() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return !zone || /^(UTC|GMT|Etc\/.*)$/.test(zone) ? 'Europe/Berlin' : zone;
}
