import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { serverUrl, test } from './expert';
import { dress, settled } from './screens/screen.mjs';
import type { Account, World } from './screens/world.mjs';
import { furnishWorld, register } from './screens/world.mjs';
import { SCREENS } from './screens/screens.mjs';

type Cast = (typeof SCREENS)[number];

/** WCAG 2.2 AA and everything before it. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** No success criterion: an open menu lies in no landmark, as menus do. */
const LEFT_OUT = ['region'];
const MOST_MS = 240_000;
const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

let world: World;

test.beforeAll(async () => {
  world = await furnishWorld(serverUrl(), `-${randomBytes(3).toString('hex')}`);
});

for (const { who, screens } of SCREENS) {
  test(`no screen of the ${who} has an accessibility fault, in English by day and by night`, async ({
    browser,
  }) => {
    test.setTimeout(MOST_MS);
    const context = await browser.newContext({
      baseURL: serverUrl(),
      viewport: DESK,
      reducedMotion: 'reduce',
    });
    await dress(context, { theme: 'light', language: 'en', account: await accountOf(who) });
    const check = async (page: Page) => {
      const byDay = await faultsOf(new AxeBuilder({ page }).withTags(RULES).disableRules(LEFT_OUT));
      // The theme changes colours and nothing else.
      await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
      const byNight = await faultsOf(new AxeBuilder({ page }).withRules(['color-contrast']));
      await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
      return [...byDay, ...byNight.map((fault) => `by night: ${fault}`)];
    };
    expect(await faultsOfAll(context, screens, check)).toEqual([]);
    await context.close();
  });

  test(`no screen of the ${who} has an accessibility fault, in Arabic on a phone by night`, async ({
    browser,
  }) => {
    test.setTimeout(MOST_MS);
    const context = await browser.newContext({
      baseURL: serverUrl(),
      viewport: PHONE,
      reducedMotion: 'reduce',
    });
    await dress(context, { theme: 'dark', language: 'ar', account: await accountOf(who) });
    // Colours by night are those of above.
    const check = (page: Page) =>
      faultsOf(new AxeBuilder({ page }).withTags(RULES).disableRules([...LEFT_OUT, 'color-contrast']));
    expect(await faultsOfAll(context, screens, check)).toEqual([]);
    await context.close();
  });
}

async function accountOf(who: Cast['who']): Promise<Account | undefined> {
  if (who === 'visitor') return undefined;
  if (who !== 'newcomer') return { email: world[who].email, password: world[who].password };
  const name = `Nora ${randomBytes(4).toString('hex')}`;
  return (await register(serverUrl(), name, name.replace(' ', '-'))).account;
}

/** Goes through the screens in one page; each fault begins with the name of its screen. */
async function faultsOfAll(
  context: BrowserContext,
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

/** What a page of another origin shows in a frame is that page's affair. */
async function faultsOf(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.setLegacyMode().exclude('iframe').analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ''}`).join(' ')}`,
  );
}
