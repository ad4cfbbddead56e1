import type { BrowserContext, BrowserContextOptions, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { faultsOf } from './accessibility';
import { serverUrl, test as base } from './expert';
import { faultsOfLargeText } from './large-text';
import { dress, settled } from './screens/screen.mjs';
import type { Account, World } from './screens/world.mjs';
import { furnishWorld, register } from './screens/world.mjs';
import { SCREENS } from './screens/screens.mjs';

type Cast = (typeof SCREENS)[number];

/** No success criterion: an open menu is in no landmark, like all menus. */
const LEFT_OUT = ['region'];
/**
 * WCAG 2.5.3: voice control uses the visible text of a button. In the portal the names of days and bookings have the
 * same content in other words ("Wed 2" is "Wednesday, 2 December").
 */
const SPOKEN = ['label-content-name-mismatch'];
const CONTRAST = 'color-contrast';
const MAX_MS = 360_000;
/** Those with the most elements in a row; German has the longest words. */
const LONG_WORDS = [
  ...['home', 'profile', 'booking', 'booking-week', 'details', 'confirmation', 'login'],
  ...['first-steps', 'calendar-list', 'bookings-pending', 'booking-panel', 'schedule', 'event-type', 'share'],
];
/** Those that are higher than a tablet, and dialogs over them. */
const TALL = [
  ...['profile', 'booking', 'booking-week', 'booking-list', 'booking-long', 'details', 'confirmation'],
  ...['dashboard', 'calendar-week', 'calendar-list', 'calendar-cancel-day', 'bookings', 'booking-panel'],
  ...['booking-move', 'schedule', 'event-types', 'event-type', 'share', 'settings-profile'],
];
const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

const test = base.extend<object, { world: World }>({
  world: [
    // eslint-disable-next-line no-empty-pattern -- Playwright asks for the pattern
    async ({}, use) => use(await furnishWorld(serverUrl(), `-${randomBytes(3).toString('hex')}`)),
    { scope: 'worker' },
  ],
});

// A fault contains its position; recording the pages takes a quarter of the time.
test.use({ trace: 'off' });
test.describe.configure({ mode: 'parallel', timeout: MAX_MS });

for (const { who, screens } of SCREENS) {
  test(`no screen of the ${who} has an accessibility fault, in English in the light and the dark theme`, async ({
    browser,
    world,
  }) => {
    const context = await browser.newContext(window(DESK));
    await dress(context, { theme: 'light', language: 'en', account: await accountOf(who, world) });
    const check = async (page: Page) => {
      const byDay = await faultsOf(page, { without: LEFT_OUT, also: who === 'visitor' ? SPOKEN : [] });
      // The theme changes colours and nothing else.
      await paint(page, 'dark');
      const byNight = await faultsOf(page, { only: [CONTRAST] });
      await paint(page, 'light');
      return [...byDay, ...byNight.map((fault) => `by night: ${fault}`)];
    };
    expect(await faultsOfAll(context, world, screens, check)).toEqual([]);
    await context.close();
  });

  test(`no screen of the ${who} has an accessibility fault, in Arabic on a phone in the dark theme, or with text twice as large`, async ({
    browser,
    world,
  }) => {
    const context = await browser.newContext(window(PHONE));
    await dress(context, { theme: 'dark', language: 'ar', account: await accountOf(who, world) });
    // Dark colours are checked above.
    const check = async (page: Page) => [
      ...(await faultsOf(page, { without: [...LEFT_OUT, CONTRAST] })),
      ...(await faultsOfLargeText(page)),
    ];
    expect(await faultsOfAll(context, world, screens, check)).toEqual([]);
    await context.close();
  });
}

test('no text of the fullest screens is lost on a phone with text twice as large, in German', async ({
  browser,
  world,
}) => {
  for (const { who, screens } of SCREENS) {
    const full = screens.filter(({ name }) => LONG_WORDS.includes(name));
    if (full.length === 0) continue;
    const context = await browser.newContext(window(PHONE));
    await dress(context, { theme: 'light', language: 'de', account: await accountOf(who, world) });
    expect(await faultsOfAll(context, world, full, faultsOfLargeText)).toEqual([]);
    await context.close();
  }
});

for (const viewport of [
  { width: 768, height: 1024 },
  { width: 1024, height: 768 },
]) {
  test(`on a tablet of ${viewport.width} px the page scrolls, and no box in it`, async ({
    browser,
    world,
  }) => {
    for (const { who, screens } of SCREENS) {
      const tall = screens.filter(({ name }) => TALL.includes(name));
      if (tall.length === 0) continue;
      const context = await browser.newContext({ ...window(viewport), hasTouch: true });
      await dress(context, { theme: 'light', language: 'en', account: await accountOf(who, world) });
      expect(await faultsOfAll(context, world, tall, boxesThatScroll)).toEqual([]);
      await context.close();
    }
  });
}

/**
 * Boxes whose content is larger than they are. A grid of hours keeps its own scrolling: it opens at the working
 * hours, with the days' names in view. A dialog may scroll as a whole, but no box in it.
 */
function boxesThatScroll(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((box) => /auto|scroll/.test(getComputedStyle(box).overflowY))
      .filter((box) => box.scrollHeight > box.clientHeight + 1 && box.clientHeight > 0)
      .filter((box) => !box.matches('.fc-scroller, textarea, .mat-mdc-dialog-content, .cdk-dialog-container'))
      .map((box) => `${box.tagName} ${box.className} shows ${box.clientHeight} of ${box.scrollHeight} px`),
  );
}

function window(viewport: { width: number; height: number }): BrowserContextOptions {
  return { baseURL: serverUrl(), viewport, reducedMotion: 'reduce' };
}

/** Changes the theme, and waits until every colour has changed. */
async function paint(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate(async (wanted) => {
    document.documentElement.dataset['theme'] = wanted;
    const moving = () => document.getAnimations().some(({ playState }) => playState === 'running');
    // Repeated, because an element inherits the changing colour of its parent.
    while (moving()) await new Promise(requestAnimationFrame);
  }, theme);
}

async function accountOf(who: Cast['who'], world: World): Promise<Account | undefined> {
  if (who === 'visitor') return undefined;
  if (who !== 'newcomer') return { email: world[who].email, password: world[who].password };
  const name = `Nora ${randomBytes(4).toString('hex')}`;
  return (await register(serverUrl(), name, name.replace(' ', '-'))).account;
}

/** Visits the screens in one page; each fault begins with the name of its screen. */
async function faultsOfAll(
  context: BrowserContext,
  world: World,
  screens: Cast['screens'],
  check: (page: Page) => Promise<string[]>,
): Promise<string[]> {
  const faults: string[] = [];
  const page = await context.newPage();
  for (const screen of screens) {
    await test.step(screen.name, async () => {
      await screen.open(page, world);
      if (!screen.unfinished) await settled(page);
      faults.push(...(await check(page)).map((fault) => `${screen.name}: ${fault}`));
    });
  }
  return faults;
}
