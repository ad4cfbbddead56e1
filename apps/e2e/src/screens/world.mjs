/* global FormData, Blob -- of Node itself */
/** Four persons in different states, created through the public API, so that every screen has content. */
import { randomBytes } from 'node:crypto';
import { URLSearchParams } from 'node:url';
import sharp from 'sharp';
import { ada, adaProfile, eventTypes, hours, longwinded, visits, ZONE } from './cast.mjs';

const DAY_MS = 86_400_000;

/**
 * @typedef {{ email: string, password: string }} Account
 * @typedef {{ uid: string, start: string, manage: string }} Booked `manage` is the client's page, below the origin
 *
 * @typedef {object} World
 * @property {string} url without a trailing slash
 * @property {Account & { handle: string, scheduleId: string, day: string, ids: Record<string, string> }} expert
 *   with a full calendar; `day` is a day with free times, `ids` are those of the event types by slug
 * @property {Account & { handle: string }} beginner has a page, but nothing to book and no visitors
 * @property {Account} newcomer has an account and no page
 * @property {{ handle: string }} longwinded has names as long as they may be
 * @property {Booked} booked confirmed
 * @property {Booked} requested waits for the expert
 * @property {Booked} cancelled
 * @property {string} usedLink path of a link that has made its one booking
 */

/**
 * @param {string} url of a running API, without a trailing slash
 * @param {string} [accessToken]
 */
function caller(url, accessToken) {
  /**
   * @param {string} method
   * @param {string} path below `/api/v1/`
   * @param {unknown} [body]
   * @param {Record<string, string>} [headers]
   * @returns {Promise<any>}
   */
  return async (method, path, body, headers = {}) => {
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method,
      headers: {
        ...headers,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(accessToken && { authorization: `Bearer ${accessToken}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text ? JSON.parse(text) : null;
  };
}

/**
 * @param {string} url
 * @param {string} name
 * @param {string} mailbox
 */
export async function register(url, name, mailbox) {
  const account = { email: `${mailbox}@example.com`, password: randomBytes(12).toString('base64url') };
  const { accessToken } = await caller(url)('POST', 'auth/register', { name, ...account });
  return { account, accessToken, call: caller(url, accessToken) };
}

/**
 * @param {string} url
 * @param {typeof ada} person
 * @param {string} suffix
 */
async function becomeExpert(url, person, suffix) {
  const handle = `${person.handle}${suffix}`;
  const { account, accessToken, call } = await register(url, person.name.slice(0, 90), handle);
  const { headline, bio } = person;
  await call('POST', 'experts', { handle, name: person.name.slice(0, 100), headline, bio, timeZone: ZONE });
  return { handle, account, accessToken, call };
}

/**
 * @param {string} url
 * @param {string} accessToken
 * @param {'photo' | 'cover'} field
 * @param {Buffer} bytes
 */
async function upload(url, accessToken, field, bytes) {
  const body = new FormData();
  body.set(field, new Blob([new Uint8Array(bytes)]), `${field}.png`);
  const headers = { authorization: `Bearer ${accessToken}` };
  const answer = await fetch(`${url}/api/v1/experts/me/${field}`, { method: 'PUT', headers, body });
  if (!answer.ok) throw new Error(`the ${field} answered ${answer.status}: ${await answer.text()}`);
}

/** Hills at dusk. */
function cover() {
  return sharp(
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="1920" height="480"><defs><linearGradient id="a" x2="0" y2="1">' +
        '<stop stop-color="#f7c59f"/><stop offset="1" stop-color="#8fa3e8"/></linearGradient></defs><rect width="1920" height="480" fill="url(#a)"/>' +
        '<path d="M0 330Q300 180 640 310T1300 260 1920 330V480H0Z" fill="#5a73c9"/><path d="M0 400Q420 280 900 390T1920 360V480H0Z" fill="#2f4796"/></svg>',
    ),
  )
    .png()
    .toBuffer();
}

/** @param {number} days from today @returns {string} `YYYY-MM-DD` */
const date = (days) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

/**
 * @param {string} url of a running API, without a trailing slash
 * @param {string} [suffix] of every handle, where several worlds share an installation
 * @returns {Promise<World>}
 */
export async function furnishWorld(url, suffix = '') {
  const expert = await becomeExpert(url, ada, suffix);
  const { call, handle } = expert;
  await call('PATCH', 'experts/me', adaProfile);
  await upload(url, expert.accessToken, 'cover', await cover());
  const [schedule] = await call('GET', 'schedules');
  await call('PATCH', `schedules/${schedule.id}`, {
    name: 'Working hours',
    weekly: hours,
    overrides: [
      { date: date(20), ranges: [] },
      { date: date(22), ranges: [{ start: '10:00', end: '14:00' }] },
    ],
    outOfOffice: [{ start: date(32), end: date(38), reason: 'Winter break' }],
  });
  await call('POST', 'schedules', {
    name: 'Evenings',
    timeZone: ZONE,
    weekly: hours.map((_, day) => (day === 2 || day === 4 ? [{ start: '18:00', end: '21:00' }] : [])),
  });
  /** @type {Record<string, string>} */
  const ids = {};
  for (const settings of eventTypes) ids[settings.slug] = (await call('POST', 'event-types', settings)).id;

  /** @param {string} slug @param {Record<string, string>} [headers] */
  const freeDays = async (slug, headers) => {
    const query = `start=${date(0)}&end=${date(24)}&timeZone=${ZONE}`;
    const path = `experts/${handle}/event-types/${slug}/slots?${query}`;
    return Object.entries((await caller(url)('GET', path, undefined, headers)).slots).sort(([a], [b]) =>
      a.localeCompare(b),
    );
  };
  /** @param {(typeof visits)[number]} visit @param {Record<string, string>} [headers] @returns {Promise<Booked>} */
  const book = async ({ slug, workday, from, attendee, notes }, headers) => {
    const free = (await freeDays(slug, headers))[workday]?.[1] ?? [];
    const start = (free.find((/** @type {any} */ slot) => slot.start.slice(11, 16) >= from) ?? free[0])
      ?.start;
    const body = { eventTypeId: ids[slug], start, attendee, notes };
    const { uid, links } = await caller(url)('POST', 'bookings', body, headers);
    const { pathname, hash } = new URL(links.manage);
    return { uid, start, manage: pathname + hash };
  };
  /** @type {{ visit: (typeof visits)[number], booked: Awaited<ReturnType<typeof book>> }[]} */
  const made = [];
  for (const visit of visits) made.push({ visit, booked: await book(visit) });
  /** @param {string} name */
  const of = (name) => {
    const found = made.find(({ visit }) => visit.attendee.name === name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found.booked;
  };
  const extra = {
    workday: 2,
    attendee: { name: 'Kai Berg', email: 'kai@example.com', timeZone: ZONE },
    notes: '',
  };
  const cancelled = await book({ ...extra, slug: 'consultation', from: '11:00' });
  await call('POST', `bookings/${cancelled.uid}/cancel`, { reason: 'I am ill, and sorry.' });
  const days = await freeDays('consultation');
  const blocked = days[3]?.[0] ?? date(5);
  await call('POST', 'blocks', {
    start: `${blocked}T16:00:00Z`,
    end: `${blocked}T17:00:00Z`,
    title: 'Dentist',
  });

  const links = `event-types/${ids['retainer']}/links`;
  await call('POST', links, { kind: 'private', note: 'For Northwind' });
  const once = new URL((await call('POST', links, { kind: 'one_off', note: 'For Contoso' })).url);
  const token = new URLSearchParams(once.hash.slice(1)).get('link') ?? '';
  await book({ ...extra, slug: 'retainer', workday: 4, from: '15:00' }, { 'X-Link-Token': token });

  const beginner = await becomeExpert(url, { ...ada, name: 'Ben Ginner', handle: 'ben', bio: '' }, suffix);
  await beginner.call('PATCH', 'experts/me', { look: 'calm' });
  const long = await becomeExpert(url, longwinded, suffix);
  await long.call('PATCH', 'experts/me', {
    look: 'bold',
    place: longwinded.headline.slice(0, 80),
    links: [{ url: `https://example.com/${'long'.repeat(60)}`, label: '' }],
    note: longwinded.bio.slice(0, 280),
  });
  await long.call('POST', 'event-types', {
    slug: 'long',
    title:
      'Rechtsschutzversicherungsgesellschaftsangestelltenberatungsgespräch über alles, was sonst noch ist',
    description: longwinded.bio,
    durations: [5, 15, 30, 45, 60, 90, 120],
    location: { kind: 'in_person', value: 'Donaudampfschifffahrtsgesellschaftsstraße 123, Hinterhof' },
  });
  const newcomer = await register(url, 'Nora Newcomer', `nora${suffix}`);
  return {
    url,
    expert: { ...expert.account, handle, scheduleId: schedule.id, day: days[8]?.[0] ?? date(12), ids },
    beginner: { ...beginner.account, handle: beginner.handle },
    newcomer: newcomer.account,
    longwinded: { handle: long.handle },
    booked: of('Tom Okafor'),
    requested: of('Lena Fischer'),
    cancelled,
    usedLink: once.pathname + once.hash,
  };
}
