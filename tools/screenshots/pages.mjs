/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {{ handle: string, email: string, password: string }} Expert
 *
 * @typedef {object} Stop one picture on the way
 * @property {string} name as in the file name
 * @property {(page: Page, expert: Expert) => Promise<unknown>} open from wherever the stop before left the page
 * @property {boolean} [tall] worth showing beyond the first screen
 */

/** Of the booking page. */
const TIME = /^\d\d:\d\d, /;

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
    async open(page, { handle }) {
      await page.goto(`/${handle}/consultation`);
      await page.getByRole('button', { name: TIME }).first().waitFor();
    },
  },
];

/** A visitor books; comes last, because it leaves a booking behind. @type {readonly Stop[]} */
const booking = [
  {
    name: 'details',
    tall: true,
    async open(page, { handle }) {
      await page.goto(`/${handle}/consultation`);
      await page.getByRole('button', { name: TIME }).nth(2).click();
      await page.getByRole('heading', { name: 'Your details' }).waitFor();
      await page.getByLabel('Your name').fill('Grace Miller');
      await page.getByLabel('Email').fill('grace.miller@example.com');
      await page.getByLabel('Email').blur();
      await page.evaluate(() => globalThis.scrollTo(0, 0));
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
 * Waits until nothing on the page is on its way: fonts, data, movement.
 *
 * @param {Page} page
 */
export async function settled(page) {
  await page.waitForFunction(
    () =>
      document.fonts.status === 'loaded' &&
      !document.querySelector('.eb-skeleton, [aria-busy="true"]') &&
      document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
}
