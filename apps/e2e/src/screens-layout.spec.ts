import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { serverUrl, test as base } from './expert';
import { expertScreens, newcomerScreens } from './screens/portal-screens.mjs';
import { publicScreens } from './screens/public-screens.mjs';
import type { Screen } from './screens/screen.mjs';
import { dress, settled } from './screens/screen.mjs';
import type { Account, World } from './screens/world.mjs';
import { furnishWorld, register } from './screens/world.mjs';

const test = base.extend<object, { world: World }>({
  world: [
    // eslint-disable-next-line no-empty-pattern -- Playwright asks for the pattern
    async ({}, use) => use(await furnishWorld(serverUrl(), `-${randomBytes(3).toString('hex')}`)),
    { scope: 'worker' },
  ],
});

const PHONE = { width: 390, height: 844 };
const TABLET = { width: 768, height: 1024 };
const DESK = { width: 1280, height: 800 };
const DIALOGS =
  /^(calendar-block|calendar-cancel-day|booking-cancel|booking-move|schedule-day|schedule-copy|share|shortcuts)$/;
/** Full width on purpose. */
const MARGIN_PX = 8;

test.use({ trace: 'off' });
test.describe.configure({ timeout: 120_000 });

function named(screens: readonly Screen[], pattern: RegExp): Screen[] {
  return screens.filter(({ name }) => pattern.test(name));
}

async function visit(
  page: Page,
  world: World,
  screens: readonly Screen[],
  look: (page: Page) => Promise<string[]>,
) {
  const faults: string[] = [];
  for (const screen of screens) {
    await test.step(screen.name, async () => {
      await screen.open(page, world);
      await settled(page);
      faults.push(...(await look(page)).map((fault) => `${screen.name}: ${fault}`));
    });
  }
  return faults;
}

/** Selected options that are wider than their box. */
function cutChoices(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d');
    if (!canvas) return ['no canvas'];
    return Array.from(document.querySelectorAll('select')).flatMap((box) => {
      const { font, paddingInlineStart, paddingInlineEnd } = getComputedStyle(box);
      const text = box.selectedOptions[0]?.label ?? '';
      canvas.font = font;
      const room = box.clientWidth - parseFloat(paddingInlineStart) - parseFloat(paddingInlineEnd);
      return box.clientWidth > 0 && canvas.measureText(text).width > room + 1 ? [`cut: ${text}`] : [];
    });
  });
}

test('on a phone a dialog keeps a margin, and its buttons fill their lines', async ({ browser, world }) => {
  const context = await browser.newContext({
    baseURL: serverUrl(),
    viewport: PHONE,
    reducedMotion: 'reduce',
  });
  const account: Account = { email: world.expert.email, password: world.expert.password };
  await dress(context, { theme: 'light', language: 'en', account });
  const look = (page: Page) =>
    page.evaluate((margin) => {
      const faults: string[] = [];
      const dialog = document.querySelector('.mat-mdc-dialog-surface')?.getBoundingClientRect();
      if (!dialog) return ['no dialog'];
      if (dialog.left < margin || dialog.right > innerWidth - margin) faults.push('no margin');
      const row = document.querySelector('.mat-mdc-dialog-actions');
      const buttons = Array.from(row?.querySelectorAll('button') ?? []).map((button) =>
        button.getBoundingClientRect(),
      );
      const lines = new Map<number, number>();
      for (const { top, width } of buttons) lines.set(top, (lines.get(top) ?? 0) + width);
      const [least, most] = [Math.min(...lines.values()), Math.max(...lines.values())];
      // One gap between two buttons of a line.
      if (lines.size > 0 && most - least > 16) faults.push(`lines of ${least} and ${most} px`);
      if (row && least < row.getBoundingClientRect().width - 80) faults.push(`a line of ${least} px`);
      return faults;
    }, MARGIN_PX);
  const page = await context.newPage();
  expect(await visit(page, world, named(expertScreens, DIALOGS), look)).toEqual([]);
  await context.close();
});

test('the settings on a phone show the name of a page once', async ({ browser, world }) => {
  const account: Account = { email: world.expert.email, password: world.expert.password };
  for (const [viewport, shown] of [
    [PHONE, false],
    [DESK, true],
  ] as const) {
    const context = await browser.newContext({ baseURL: serverUrl(), viewport, reducedMotion: 'reduce' });
    await dress(context, { theme: 'light', language: 'en', account });
    const page = await context.newPage();
    await page.goto('/portal/settings/notifications');
    const heading = page.getByRole('heading', { name: 'Notifications', level: 2 });
    await heading.waitFor({ state: 'attached' });
    const width = await heading.evaluate((element) => element.getBoundingClientRect().width);
    expect(width > 1).toBe(shown);
    await context.close();
  }
});

test('nothing on a profile is cut off, whatever its texts', async ({ browser, world }) => {
  for (const viewport of [PHONE, DESK]) {
    const context = await browser.newContext({ baseURL: serverUrl(), viewport, reducedMotion: 'reduce' });
    await dress(context, { theme: 'light', language: 'en' });
    const page = await context.newPage();
    const faults = await visit(page, world, named(publicScreens, /^profile(-long)?$/), (shown) =>
      shown.evaluate(() => {
        const lines = (element: Element) => {
          const words = document.createRange();
          words.selectNodeContents(element);
          return new Set(Array.from(words.getClientRects(), ({ top }) => Math.round(top))).size;
        };
        const links = Array.from(document.querySelectorAll('.eb-links bdi'));
        const heights = new Set(
          Array.from(document.querySelectorAll('.eb-links a'), (link) => link.clientHeight),
        );
        return [
          ...links.filter((link) => lines(link) > 1).map((link) => `two lines: ${link.textContent}`),
          ...(heights.size > 1 ? [`links of ${[...heights].join(' and ')} px`] : []),
          ...Array.from(document.querySelectorAll('.eb-facts li'))
            .filter((fact) => {
              const icon = fact.firstElementChild?.getBoundingClientRect();
              const range = document.createRange();
              range.selectNodeContents(fact.lastElementChild ?? fact);
              const first = range.getClientRects()[0];
              return !icon || !first || Math.abs(first.left - icon.right) > 12;
            })
            .map((fact) => `an icon apart from its words: ${fact.textContent}`),
        ];
      }),
    );
    expect(faults).toEqual([]);
    await context.close();
  }
});

test("the footer of a client's page begins where the page does", async ({ browser, world }) => {
  for (const viewport of [PHONE, DESK]) {
    const context = await browser.newContext({ baseURL: serverUrl(), viewport, reducedMotion: 'reduce' });
    await dress(context, { theme: 'light', language: 'en' });
    const page = await context.newPage();
    const screens = named(publicScreens, /^(home|profile|booking|booking-week|booking-list|confirmation)$/);
    const faults = await visit(page, world, screens, (shown) =>
      shown.evaluate((phone) => {
        const left = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().left;
        // On a phone the booking page has no card around it.
        const start = phone
          ? 'header > a, .eb-offer, .eb-event-title, section.eb-card'
          : 'header > a, .eb-cover, .eb-card';
        const [page, foot] = [left(start), left('footer > a')];
        const sameColumn = phone || !location.pathname.startsWith('/bookings');
        return sameColumn && page !== foot ? [`the page at ${page}, its foot at ${foot}`] : [];
      }, viewport === PHONE),
    );
    expect(faults).toEqual([]);
    await context.close();
  }
});

for (const language of ['en', 'de', 'es', 'ar']) {
  test(`selected options fit their box, and a calendar has its actions on one line, in ${language}`, async ({
    browser,
    world,
  }) => {
    const context = await browser.newContext({
      baseURL: serverUrl(),
      viewport: TABLET,
      reducedMotion: 'reduce',
    });
    const account: Account = { email: world.expert.email, password: world.expert.password };
    await dress(context, { theme: 'light', language, account });
    const page = await context.newPage();
    const boxes = named(expertScreens, /^(embed|settings-region|event-type)$/);
    expect(await visit(page, world, boxes, cutChoices)).toEqual([]);

    await page.setViewportSize(PHONE);
    const actions = await visit(page, world, named(expertScreens, /^calendar-week$/), (shown) =>
      shown.evaluate(() => {
        const middles = Array.from(document.querySelectorAll('eb-calendar-page header button'), (button) => {
          const { top, height } = button.getBoundingClientRect();
          return Math.round(top + height / 2);
        });
        return new Set(middles).size === 1 ? [] : [`actions at ${middles.join(' and ')} px`];
      }),
    );
    expect(actions).toEqual([]);
    await context.close();
  });
}

test('on a Spanish phone the buttons of a complete page have one line of text each', async ({
  browser,
  world,
}) => {
  const name = `Nora ${randomBytes(4).toString('hex')}`;
  const { account } = await register(serverUrl(), name, name.replace(' ', '-'));
  const context = await browser.newContext({
    baseURL: serverUrl(),
    viewport: PHONE,
    reducedMotion: 'reduce',
  });
  await dress(context, { theme: 'light', language: 'es', account });
  const page = await context.newPage();
  const faults = await visit(page, world, newcomerScreens, async () => {
    const address = page.locator('eb-page-step [formControlName="handle"]');
    if (!(await address.isVisible())) return [];
    // Once it is known to be free, which is said in the same box.
    await page.locator('eb-page-step [role="status"] eb-icon').waitFor();
    const [shown, room] = await address.evaluate((box) => [box.scrollWidth, box.clientWidth]);
    return shown > room ? [`${room} px for an address of ${shown} px`] : [];
  });
  expect(faults).toEqual([]);
  const heights = await page
    .locator('main .eb-card .eb-button:not(.eb-button-quiet)')
    .evaluateAll((buttons) => buttons.map(({ clientHeight }) => clientHeight));
  expect(heights.length).toBeGreaterThan(1);
  expect(new Set(heights).size).toBe(1);
  await context.close();
});
