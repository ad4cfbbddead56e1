import { at, goto, over, settled } from './screen.mjs';

/**
 * @typedef {import('./screen.mjs').Screen} Screen
 * @typedef {import('./screen.mjs').Page} Page
 * @typedef {import('./world.mjs').World} World
 */

/** @param {World} world */
const bookingPath = ({ expert }) => `/${expert.handle}/consultation?date=${expert.day}`;
/** @param {World} world */
const manage = ({ booked }) => booked.manage;

/** Screens of clients, and of all visitors without an account. @type {readonly Screen[]} */
export const publicScreens = [
  at('home', '/'),
  at('profile', ({ expert }) => `/${expert.handle}`),
  at('profile-empty', ({ beginner }) => `/${beginner.handle}`),
  at('profile-long', ({ longwinded }) => `/${longwinded.handle}`),
  at('profile-missing', '/nobody-of-this-name'),
  at('not-found', '/nobody/of/this/name'),
  at('booking', bookingPath, '[data-slot]'),
  at('booking-week', (world) => `${bookingPath(world)}&view=week`, 'eb-week-view [data-slot]'),
  at('booking-list', (world) => `${bookingPath(world)}&view=list`, 'eb-next-times [data-slot]'),
  at('booking-long', ({ longwinded }) => `/${longwinded.handle}/long`, '#eb-time-list h2'),
  over('zone', bookingPath, 'button[aria-haspopup="dialog"]', 'dialog[open]'),
  {
    name: 'booking-failed',
    tall: true,
    async open(page, { expert }) {
      await page.route('**/slots?**', (route) => route.abort());
      await goto(page, `/${expert.handle}/consultation`, '[data-slot]');
      await page.locator('eb-month-calendar .eb-icon-button:last-child').click();
      await page.locator('[role="alert"]').first().waitFor();
      await page.unroute('**/slots?**');
    },
  },
  {
    name: 'details',
    tall: true,
    async open(page, world) {
      await goto(page, bookingPath(world), '[data-slot]');
      await settled(page);
      await page.locator('[data-slot]').nth(2).click();
      await page.locator('#eb-form-title').waitFor();
      await page.locator('form input').first().fill('Grace Miller');
      await page.locator('form input[type="email"]').first().fill('grace.miller@example.com');
      await page.locator('form input[type="email"]').first().blur();
    },
  },
  {
    name: 'details-faults',
    tall: true,
    async open(page) {
      await page.locator('form input').first().fill('');
      await page.locator('form input[type="email"]').first().fill('grace');
      await page.locator('[type="submit"]').click();
      await page.locator('[aria-invalid="true"]').first().waitFor();
    },
  },
  {
    name: 'slot-lost',
    tall: true,
    async open(page, world) {
      await page.locator('form input').first().fill('Grace Miller');
      await page.locator('form input[type="email"]').first().fill('grace.miller@example.com');
      const alternatives = await freeTimes(page, world);
      await page.route('**/api/v1/bookings', (route) =>
        route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          body: JSON.stringify({
            type: 'about:blank',
            title: 'Taken',
            status: 409,
            detail: 'Somebody has just booked this time.',
            instance: '/api/v1/bookings',
            code: 'slot_taken',
            alternatives,
          }),
        }),
      );
      await page.locator('[type="submit"]').click();
      await page.locator('eb-lost-slot').waitFor();
      await page.unroute('**/api/v1/bookings');
    },
  },
  at('confirmation', manage, '#eb-standing'),
  { ...over('cancel', manage, '#eb-cancel-open', '#eb-cancel-title'), tall: true },
  { ...over('reschedule', manage, 'button:has(+ #eb-cancel-open)', 'eb-month-calendar'), tall: true },
  at('confirmation-pending', ({ requested }) => requested.manage, '#eb-standing'),
  at('confirmation-cancelled', ({ cancelled }) => cancelled.manage, '#eb-standing'),
  at('link-wrong', '/bookings/nothing#token=wrong'),
  at('link-used', ({ usedLink }) => usedLink),
  at('embedded', (world) => `${bookingPath(world)}&embed=inline`, '[data-slot]'),
  at('login', '/login'),
  {
    name: 'login-faults',
    async open(page) {
      await goto(page, '/login', 'form');
      await page.locator('[type="submit"]').click();
      await page.locator('[aria-invalid="true"]').first().waitFor();
    },
  },
  at('register', '/register'),
  at('forgot-password', '/forgot-password'),
  {
    name: 'forgot-password-sent',
    async open(page) {
      await goto(page, '/forgot-password', 'form');
      await page.locator('input[type="email"]').fill('somebody@example.com');
      await page.locator('[type="submit"]').click();
      await page.locator('[role="status"]').first().waitFor();
    },
  },
  at('reset-password', '/reset-password#token=anything'),
  at('reset-password-over', '/reset-password'),
  at('verify-email', '/verify-email#token=anything', 'form'),
  at('verify-email-over', '/verify-email'),
  at('stop-email-change', '/stop-email-change#token=anything'),
  { name: 'request', tall: true, open: (page) => openRequest(page, 'open') },
  {
    name: 'request-decline',
    tall: true,
    async open(page) {
      await openRequest(page, 'open');
      await page.locator('#decline-open').click();
      await page.locator('#decline-reason').waitFor();
    },
  },
  { name: 'request-confirmed', open: (page) => openRequest(page, 'confirmed') },
  { name: 'request-expired', open: (page) => openRequest(page, 'expired') },
  at('request-invalid', '/account/requests/none'),
  { name: 'reminders-stop', open: (page) => openReminders(page, false) },
  { name: 'reminders-stopped', open: (page) => openReminders(page, true) },
  at('reminders-invalid', '/account/reminders'),
];

/**
 * The page behind the link of a reminder.
 *
 * @param {Page} page
 * @param {boolean} isStopped
 */
async function openReminders(page, isStopped) {
  const json = { expert: { name: 'Ada Lovelace', handle: 'ada' }, isStopped };
  await page.route('**/api/v1/reminder-stops', (route) => route.fulfill({ json }));
  await goto(page, '/account/reminders#token=anything', 'h1');
  await page.unroute('**/api/v1/reminder-stops');
}

/**
 * A request, as opened by its mail's link.
 *
 * @param {Page} page
 * @param {'open' | 'confirmed' | 'expired'} state
 */
async function openRequest(page, state) {
  const expert = { handle: 'ada', name: 'Ada Lovelace', timeZone: 'Europe/Berlin', brandColor: null };
  const times = { start: '2031-01-06T09:00:00+01:00', end: '2031-01-06T10:00:00+01:00' };
  const request = {
    uid: 'shown',
    status: 'pending',
    ...times,
    attendeeTimes: times,
    respondBy: '2031-01-04T18:00:00+01:00',
    expert,
    attendee: { name: 'Grace Miller', email: 'grace.miller@example.com', timeZone: 'America/New_York' },
    guests: ['alan@example.com'],
    notes: 'I look forward to it.',
  };
  const answers = [{ label: 'What should we talk about?', value: 'Compilers, and what comes after them' }];
  await page.route('**/api/v1/requests/shown', (route) =>
    route.fulfill({
      json: {
        ...{ uid: 'shown', state, title: 'Consultation', ...times, expert },
        request: state === 'open' ? request : null,
        answers: state === 'open' ? answers : [],
      },
    }),
  );
  await goto(page, '/account/requests/shown#token=anything', 'h1');
  await page.unroute('**/api/v1/requests/shown');
}

/** @param {Page} page @param {World} world @returns {Promise<string[]>} three starts */
async function freeTimes(page, { expert }) {
  const path = `/api/v1/experts/${expert.handle}/event-types/consultation/slots`;
  const answer = await page.request.get(path, {
    params: { start: expert.day, end: expert.day, timeZone: 'Europe/Berlin' },
  });
  const { slots } = await answer.json();
  return slots[expert.day].slice(4, 7).map((/** @type {{ start: string }} */ slot) => slot.start);
}
