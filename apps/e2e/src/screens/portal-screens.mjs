import { connectionsScreens } from './connections-screens.mjs';
import { at, goto, over, settled } from './screen.mjs';

/**
 * @typedef {import('./screen.mjs').Screen} Screen
 * @typedef {import('./world.mjs').World} World
 */

/** @param {World} world */
const dayOf = ({ booked }) => booked.start.slice(0, 10);
/** @param {string} view @returns {(world: World) => string} */
const calendar = (view) => (world) => `/portal/calendar?view=${view}&date=${dayOf(world)}`;
/** @param {World} world */
const panel = ({ booked }) => `/portal/bookings/${booked.uid}`;
/** @param {World} world */
const schedule = ({ expert }) => `/portal/availability/${expert.scheduleId}`;
const ENTRY = '.eb-cal';
const PANEL = 'aside h2';
const FIRST_STEPS = 'eb-first-steps-card';

/** Screens of an expert with a full calendar. @type {readonly Screen[]} */
export const expertScreens = [
  at('first-steps', '/portal', FIRST_STEPS),
  {
    name: 'dashboard',
    tall: true,
    async open(page) {
      await goto(page, '/portal', 'eb-next-up');
      // Like a long-time user: once dismissed, they do not come back in this browser.
      const hide = page.locator(`${FIRST_STEPS} .eb-icon-button`);
      if ((await hide.count()) === 0) return;
      await hide.click();
      await goto(page, '/portal', 'eb-next-up');
    },
  },
  at('calendar-week', calendar('week'), ENTRY),
  at('calendar-day', calendar('day'), ENTRY),
  at('calendar-month', calendar('month'), '.fc-daygrid-day'),
  at('calendar-list', calendar('list'), ENTRY),
  over('calendar-entry', calendar('list'), ENTRY),
  over('calendar-block', calendar('list'), 'eb-calendar-page header .eb-button-primary'),
  {
    name: 'calendar-cancel-day',
    async open(page, world) {
      await goto(page, calendar('list')(world), ENTRY);
      await page.locator('eb-calendar-page header [aria-haspopup="menu"]').click();
      await page.locator('[mat-menu-item]').first().click();
      await page.locator('[role="dialog"]').waitFor();
    },
  },
  at('bookings', '/portal/bookings', '#bookings-panel li'),
  at('bookings-pending', '/portal/bookings?tab=pending', '#bookings-panel li'),
  at('bookings-past', '/portal/bookings?tab=past', 'eb-empty-state'),
  at('bookings-cancelled', '/portal/bookings?tab=cancelled', '#bookings-panel li'),
  at('bookings-nothing-found', '/portal/bookings?q=nobody', 'eb-empty-state'),
  at('booking-panel', panel, PANEL),
  at('booking-panel-pending', ({ requested }) => `/portal/bookings/${requested.uid}`, PANEL),
  over('booking-cancel', panel, 'aside button.flex-1:last-child'),
  over('booking-move', panel, 'aside button.flex-1'),
  at('availability', '/portal/availability', 'li h2'),
  {
    name: 'availability-why',
    tall: true,
    async open(page) {
      await goto(page, '/portal/availability', 'eb-why-not');
      await page.locator('eb-why-not button[type="submit"]').click();
      await page.locator('eb-day-picture').waitFor();
    },
  },
  at('schedule', schedule, 'eb-week-editor'),
  over('schedule-day', schedule, 'eb-special-days .eb-button'),
  over('schedule-copy', schedule, 'eb-week-editor li .flex > .eb-icon-button.-me-2'),
  at('event-types', '/portal/event-types', 'eb-event-type-card'),
  at('event-type-new', '/portal/event-types/new'),
  at('event-type', ({ expert }) => `/portal/event-types/${expert.ids['consultation']}`, 'form'),
  {
    name: 'event-type-open',
    tall: true,
    async open(page) {
      for (const part of await page.locator('details > summary:visible').all()) await part.click();
      await page.locator('eb-reminders-section li summary').first().click();
    },
  },
  over('share', '/portal/event-types', 'eb-event-type-card [aria-haspopup="dialog"]'),
  step('share-links', '[role="dialog"] [aria-pressed]', 1),
  step('share-embed', '[role="dialog"] [aria-pressed]', 2),
  at('embed', '/portal/embed'),
  at('settings', '/portal/settings', 'eb-settings-page'),
  ...['profile', 'region', 'appearance', 'notifications', 'embedding', 'account', 'security'].map((name) =>
    at(`settings-${name}`, `/portal/settings/${name}`, 'eb-settings-card'),
  ),
  ...connectionsScreens,
  { name: 'settings-invitations', tall: true, open: openInvitations },
  { ...over('settings-delete', '/portal/settings/account', '#delete button', '#delete form'), tall: true },
  pressed('palette', 'Control+k', 'eb-command-palette [role="combobox"]'),
  pressed('shortcuts', '?', '[role="dialog"]'),
  over('account-menu', '/portal', 'eb-account-menu button:visible', '[role="menu"]'),
  failing('dashboard-failed', '/portal'),
  failing('bookings-failed', '/portal/bookings'),
  failing('event-types-failed', '/portal/event-types'),
  waiting('dashboard-loading', '/portal'),
  waiting('bookings-loading', '/portal/bookings'),
  waiting('calendar-loading', '/portal/calendar'),
  waiting('event-types-loading', '/portal/event-types'),
];

/** Screens of an expert without any bookings. @type {readonly Screen[]} */
export const beginnerScreens = [
  at('dashboard-empty', '/portal', 'eb-empty-state'),
  at('calendar-empty', '/portal/calendar'),
  at('bookings-empty', '/portal/bookings', 'eb-empty-state'),
  at('bookings-pending-empty', '/portal/bookings?tab=pending', 'eb-empty-state'),
  at('event-types-empty', '/portal/event-types', 'eb-template-gallery'),
  at('embed-empty', '/portal/embed'),
];

/** The first minute, in order; the user has a page afterwards. @type {readonly Screen[]} */
export const newcomerScreens = [
  at('onboarding-page', '/portal/onboarding', 'eb-page-step'),
  onwards('onboarding-hours', 'eb-hours-step'),
  onwards('onboarding-event', 'eb-event-step'),
  onwards('onboarding-done', 'eb-copy-button'),
];

/** @param {string} name @param {string} ready @returns {Screen} */
function onwards(name, ready) {
  return {
    name,
    tall: true,
    async open(page) {
      await settled(page);
      await page.locator('[type="submit"]').click();
      await page.locator(ready).first().waitFor();
    },
  };
}

/** @param {string} name @param {string} button @param {number} nth @returns {Screen} */
function step(name, button, nth) {
  return { name, open: (page) => page.locator(button).nth(nth).click() };
}

/** @param {string} name @param {string} key @param {string} ready @returns {Screen} */
function pressed(name, key, ready) {
  return {
    name,
    async open(page) {
      await goto(page, '/portal/availability', 'li h2');
      await page.keyboard.press(key);
      await page.locator(ready).first().waitFor();
    },
  };
}

/**
 * Only the owner of the installation sees it, which is the first account, and it only has content where accounts are
 * invited.
 *
 * @param {import('./screen.mjs').Page} page
 */
async function openInvitations(page) {
  const session = '**/api/v1/auth/refresh';
  await page.route(session, async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    await route.fulfill({ response, json: { ...json, user: { ...json.user, isOwner: true } } });
  });
  await page.route(REGISTRATION, (route) => route.fulfill({ json: { mode: 'invitation' } }));
  const day = (/** @type {number} */ days) => new Date(Date.now() + days * 86_400_000).toISOString();
  const made = { createdAt: day(-2), expiresAt: day(5), usedAt: null };
  await page.route(INVITATIONS, (route) =>
    route.fulfill({
      json: [
        { id: 'a', email: 'grace.miller@example.com', ...made },
        { id: 'b', email: null, ...made, usedAt: day(-1) },
        { id: 'c', email: 'tom@example.com', ...made, expiresAt: day(-1) },
      ],
    }),
  );
  await goto(page, '/portal/settings/invitations', '#invitations li');
  for (const mocked of [session, REGISTRATION, INVITATIONS]) await page.unroute(mocked);
}

const REGISTRATION = '**/api/v1/auth/registration';
const INVITATIONS = '**/api/v1/invitations';
const DATA = /\/api\/v1\/(?!auth)/;

/** @param {string} name @param {string} path @returns {Screen} */
function failing(name, path) {
  return {
    name,
    async open(page) {
      await page.route(DATA, (route) => route.abort());
      await goto(page, path, 'eb-failed-state');
      await page.unroute(DATA);
    },
  };
}

/** @param {string} name @param {string} path @returns {Screen} */
function waiting(name, path) {
  return {
    name,
    unfinished: true,
    async open(page) {
      await page.route(DATA, () => {
        // Never responds.
      });
      await goto(page, path, '[aria-busy="true"]');
    },
  };
}
