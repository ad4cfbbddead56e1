import { at, goto } from './screen.mjs';

/** @typedef {import('./screen.mjs').Screen} Screen */

const PAGE = '/portal/settings/connections';
const HOUR_MS = 3_600_000;

/** @param {number} hours from now @returns {string} */
const instant = (hours) =>
  new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS + hours * HOUR_MS).toISOString();

const settings = {
  timeZone: null,
  countsAsBusy: true,
  eventTypeIds: null,
  tentativeCounts: true,
  freeCounts: false,
  whenStale: 'closed',
  isStale: false,
  failure: null,
};

/** Accounts in every state: the server of the screens may not read files of its own machine. */
const accounts = () => [
  {
    id: 'c1',
    provider: 'ics',
    name: 'Work',
    account: null,
    createdAt: instant(-900),
    calendars: [
      { ...settings, id: 'k1', name: 'Work', color: '#2456c8', lastReadAt: new Date().toISOString() },
    ],
  },
  {
    id: 'c2',
    provider: 'caldav',
    name: 'iCloud',
    account: 'ada.winter@example.com',
    createdAt: instant(-800),
    calendars: [
      {
        ...settings,
        id: 'k2',
        name: 'Family calendar of the Hohenstein-Oberkirchenfeld and Schwarzburg-Sondershausen households',
        color: '#0b8043',
        lastReadAt: instant(-4),
        isStale: true,
        failure: 'sign_in_again',
      },
      {
        ...settings,
        id: 'k3',
        name: 'Birthdays',
        color: null,
        countsAsBusy: false,
        lastReadAt: instant(-30),
      },
    ],
  },
  {
    id: 'c3',
    provider: 'ics',
    name: 'Training',
    account: null,
    createdAt: instant(-700),
    calendars: [
      {
        ...settings,
        id: 'k4',
        name: 'Training',
        color: '#e67c73',
        lastReadAt: instant(-2),
        failure: 'not_reachable',
      },
    ],
  },
];

/** @param {number} from @param {number} to @param {string} calendarId */
const event = (from, to, calendarId, allDay = false) => ({
  start: instant(from),
  end: instant(to),
  allDay,
  calendarId,
});

/**
 * Shows the page with its accounts, the settings of the first calendar unfolded.
 *
 * @param {import('./screen.mjs').Page} page
 */
async function openAccounts(page) {
  await page.route('**/api/v1/connections', (route) => route.fulfill({ json: accounts() }));
  await page.route('**/api/v1/connections/events**', (route) =>
    route.fulfill({ json: [event(20, 22, 'k1'), event(44, 45, 'k2'), event(47, 50, 'k4')] }),
  );
  await goto(page, PAGE, 'eb-seen-events li');
  await page.locator('eb-calendar-row [aria-expanded]').first().click();
  await page.locator('eb-calendar-settings').waitFor();
  await page.unroute('**/api/v1/connections');
  await page.unroute('**/api/v1/connections/events**');
}

/** @type {readonly Screen[]} */
export const connectionsScreens = [
  { name: 'connections', tall: true, open: openAccounts },
  at('connections-empty', PAGE, 'eb-empty-state'),
  {
    name: 'connections-connect',
    tall: true,
    async open(page) {
      await page.locator('eb-empty-state button').click();
      await page.locator('label:has([value="nextcloud"])').click();
      await page.locator('eb-caldav-form').waitFor();
    },
  },
  {
    name: 'connections-address',
    tall: true,
    async open(page) {
      await page.locator('label:has([value="google"])').click();
      await page.locator('eb-ics-form').waitFor();
    },
  },
];
