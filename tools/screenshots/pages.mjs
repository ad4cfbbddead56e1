import { pictureCast } from './cast.mjs';

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {{ handle: string, email: string, password: string }} Expert
 *
 * @typedef {object} Stop one picture on the way
 * @property {string} name as in the file name
 * @property {(page: Page, expert: Expert) => Promise<unknown>} open from wherever the stop before left the page
 * @property {boolean} [tall] worth showing beyond the first screen
 */

/** A free time on the booking page. */
const TIME = /^\d\d:\d\d, /;
/** Which of the coming days with free times is shown: late enough for a whole month of them, whatever day it is. */
const SHOWN_DAY = 8;

/** What the expert sees. @type {readonly Stop[]} */
const portal = [
  {
    name: 'login',
    async open(page) {
      await page.goto('/login');
      await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
    },
  },
  {
    name: 'dashboard',
    tall: true,
    async open(page, { email, password }) {
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { name: 'The next seven days' }).waitFor();
    },
  },
  portalPage('event-types', 'Event types'),
  portalPage('availability', 'Availability'),
  portalPage('bookings', 'Bookings'),
];

/** What a visitor sees before doing anything. @type {readonly Stop[]} */
const looking = [
  {
    name: 'profile',
    tall: true,
    open: (page, { handle }) => goto(page, `/${handle}`),
  },
  {
    name: 'booking',
    tall: true,
    open: (page, { handle }) => openDay(page, handle),
  },
];

/** A visitor books; comes last, because it leaves a booking behind. @type {readonly Stop[]} */
const booking = [
  {
    name: 'details',
    tall: true,
    async open(page, { handle }) {
      await openDay(page, handle);
      await page.getByRole('button', { name: TIME }).nth(2).click();
      await page.getByRole('heading', { name: 'Your details' }).waitFor();
      await page.getByLabel('Your name').fill('Grace Miller');
      await page.getByLabel('Email').fill('grace.miller@example.com');
      await page.getByLabel('Email').blur();
    },
  },
  {
    name: 'confirmation',
    tall: true,
    async open(page) {
      await page.getByRole('button', { name: 'Confirm booking' }).click();
      await page.getByRole('heading', { name: 'You are booked' }).waitFor();
    },
  },
];

/** Each journey is made for every width and scheme before the next one begins. */
export const JOURNEYS = [portal, looking, booking];

/**
 * @param {string} name
 * @param {string} title
 * @returns {Stop}
 */
function portalPage(name, title) {
  return { name, tall: true, open: (page) => goto(page, `/portal/${name}`, title) };
}

/**
 * @param {Page} page
 * @param {string} path
 * @param {string} [heading]
 */
async function goto(page, path, heading) {
  await page.goto(path);
  await page.getByRole('heading', { level: 1, ...(heading && { name: heading }) }).waitFor();
}

/**
 * Opens the booking page on a day that makes a good picture.
 *
 * @param {Page} page
 * @param {string} handle
 */
async function openDay(page, handle) {
  const date = (/** @type {number} */ days) =>
    new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const answer = await page.request.get(`/api/v1/experts/${handle}/event-types/consultation/slots`, {
    params: { start: date(0), end: date(20), timeZone: pictureCast.expert.timeZone },
  });
  const { slots } = await answer.json();
  await page.goto(`/${handle}/consultation?date=${Object.keys(slots).sort()[SHOWN_DAY]}`);
  await page.getByRole('button', { name: TIME }).first().waitFor();
}
