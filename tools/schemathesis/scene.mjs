import { randomBytes } from 'node:crypto';

import { caller } from '../run/caller.mjs';

const DAY = 86_400_000;
const BOOKINGS = 8;

/**
 * An expert with one resource of each kind, so that requests by identifier find something, and destructive requests use
 * another resource.
 *
 * @typedef {object} Scene
 * @property {{ email: string, password: string }} account of the expert
 * @property {Readonly<Record<string, readonly string[]>>} known values by what they name
 *
 * @param {string} url of an API
 * @returns {Promise<Scene>}
 */
export async function openScene(url) {
  const account = {
    email: `ada-${randomBytes(5).toString('hex')}@example.com`,
    password: randomBytes(18).toString('base64url'),
  };
  const handle = `ada-${randomBytes(5).toString('hex')}`;
  const anybody = caller(url);
  const { accessToken } = await anybody('POST', '/auth/register', { name: 'Ada Lovelace', ...account });
  const as = caller(url, accessToken);
  await as('POST', '/experts', { handle, timeZone: 'UTC' });
  const [first] = await as('GET', '/schedules');
  const weekly = Array.from({ length: 7 }, () => [{ start: '00:00', end: '24:00' }]);
  await as('PATCH', `/schedules/${first.id}`, { weekly, overrides: [], outOfOffice: [] });
  const schedules = [
    first,
    await as('POST', '/schedules', { name: 'Mornings', timeZone: 'Europe/Berlin', weekly }),
  ];
  const spareSchedule = await as('POST', '/schedules', { name: 'Spare', timeZone: 'UTC', weekly });

  const offer = (/** @type {string} */ slug, settings = {}) =>
    as('POST', '/event-types', { slug, title: 'Intro call', durations: [30], minimumNotice: 0, ...settings });
  const offers = [
    await offer('intro'),
    await offer('group', { seats: 3 }),
    await offer('request', { requiresConfirmation: true, guestsAllowed: true }),
    await offer('asking', { questions: [{ id: 'topic', label: 'Topic', kind: 'text', required: true }] }),
  ];
  const hidden = await offer('private', { private: true });
  const spareOffer = await offer('spare');
  const link = await as('POST', `/event-types/${hidden.id}/links`, { kind: 'private', note: 'For a friend' });
  const spareLink = await as('POST', `/event-types/${hidden.id}/links`, { kind: 'one_off' });

  const day = (/** @type {number} */ ahead) => new Date(Date.now() + ahead * DAY).toISOString().slice(0, 10);
  const at9 = (/** @type {number} */ ahead) => `${day(ahead)}T09:00:00Z`;
  const query = new URLSearchParams({ start: day(2), end: day(4), timeZone: 'UTC' });
  const { slots } = await anybody('GET', `/experts/${handle}/event-types/intro/slots?${query}`);
  const starts = Object.values(slots).flatMap((/** @type {{ start: string }[]} */ one) =>
    one.map(({ start }) => start),
  );
  const booked = [];
  for (let index = 0; index < BOOKINGS; index += 1) {
    booked.push(
      await anybody('POST', '/bookings', {
        eventTypeId: offers[index % 3].id,
        start: starts[index * 3],
        attendee: { name: 'Grace Hopper', email: `grace-${index}@example.com`, timeZone: 'America/New_York' },
      }),
    );
  }
  const hold = await anybody('POST', '/holds', { eventTypeId: offers[0].id, start: starts[40] });
  const block = await as('POST', '/blocks', { start: starts[50], end: starts[52] });
  const invitation = await as('POST', '/invitations', {});
  const idsOf = (/** @type {{ id: string }[]} */ things) => things.map(({ id }) => id);
  const uidsOf = (/** @type {{ uid: string }[]} */ bookings) => bookings.map(({ uid }) => uid);
  return {
    account,
    known: {
      handle: [handle],
      slug: offers.map(({ slug }) => slug),
      slugOrPrivate: ['intro', hidden.slug],
      eventType: idsOf([...offers, hidden]),
      spareEventType: idsOf([spareOffer]),
      schedule: idsOf(schedules),
      spareSchedule: idsOf([spareSchedule]),
      link: idsOf([link]),
      spareLink: idsOf([spareLink]),
      linkToken: [new URL(link.url).hash.split('=').at(-1) ?? ''],
      uid: uidsOf(booked),
      requestUid: uidsOf(booked.filter((_, index) => index % 3 === 2)),
      lastingUid: uidsOf(booked.slice(0, 2)),
      manageToken: booked.map(({ manageToken }) => manageToken),
      holdToken: [hold.token],
      block: idsOf([block]),
      invitation: idsOf([invitation]),
      start: starts.slice(41, 90),
      end: starts.slice(90, 140),
      date: [-1, 0, 1, 2].map(day),
      laterDate: [3, 4, 9, 30].map(day),
      emptyDate: [20, 30].map(day),
      instant: [-3, -1, 1].map(at9),
      laterInstant: [2, 5, 20].map(at9),
      zone: ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Chatham'],
      text: ['Ada Lovelace', 'آدا لوفلايس', 'a'.repeat(120), 'x\u0301'.repeat(40)],
    },
  };
}
