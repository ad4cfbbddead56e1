import { randomBytes } from 'node:crypto';

import { caller } from '../run/caller.mjs';

const SESSION_MINUTES = 15;
const WINDOW_DAYS = 700;
const EXPERTS = 3;

/**
 * Experts who are always open, with event types that claim time in different ways: single, with three seats, with
 * confirmation, with buffers.
 *
 * @param {string} url of an API process
 * @returns {Promise<import('./clients.mjs').Offered[]>}
 */
export async function publishOffers(url) {
  /** @type {import('./clients.mjs').Offered[]} */
  const offers = [];
  for (let index = 0; index < EXPERTS; index += 1) {
    const as = await register(url);
    for (const kind of [
      {},
      { seats: 3 },
      { requiresConfirmation: true },
      { bufferBefore: 5, bufferAfter: 10 },
    ]) {
      const slug = `call-${Object.keys(kind).join('-').toLowerCase() || 'plain'}`;
      const made = await as('POST', '/event-types', {
        slug,
        title: 'Intro call',
        durations: [SESSION_MINUTES],
        minimumNotice: 0,
        window: { kind: 'rolling', days: WINDOW_DAYS, unit: 'calendar_days' },
        ...kind,
      });
      offers.push({ eventTypeId: made.id });
    }
  }
  return offers;
}

/** @param {string} url */
async function register(url) {
  const handle = `chaos-${randomBytes(5).toString('hex')}`;
  const { accessToken } = await caller(url)('POST', '/auth/register', {
    name: 'Ada Lovelace',
    email: `${handle}@example.com`,
    password: randomBytes(18).toString('base64url'),
  });
  const as = caller(url, accessToken);
  await as('POST', '/experts', { handle, timeZone: 'UTC' });
  const [schedule] = await as('GET', '/schedules');
  const weekly = Array.from({ length: 7 }, () => [{ start: '00:00', end: '24:00' }]);
  await as('PATCH', `/schedules/${schedule.id}`, { weekly, overrides: [], outOfOffice: [] });
  return as;
}
