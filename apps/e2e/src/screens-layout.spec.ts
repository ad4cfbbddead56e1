import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { serverUrl, test as base } from './expert';
import { expertScreens } from './screens/portal-screens.mjs';
import { publicScreens } from './screens/public-screens.mjs';
import type { Screen } from './screens/screen.mjs';
import { dress, settled } from './screens/screen.mjs';
import type { Account, World } from './screens/world.mjs';
import { furnishWorld } from './screens/world.mjs';

const test = base.extend<object, { world: World }>({
  world: [
    // eslint-disable-next-line no-empty-pattern -- Playwright asks for the pattern
    async ({}, use) => use(await furnishWorld(serverUrl(), `-${randomBytes(3).toString('hex')}`)),
    { scope: 'worker' },
  ],
});

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 800 };
const DIALOGS =
  /^(calendar-block|calendar-cancel-day|booking-cancel|booking-move|schedule-day|schedule-copy|share|shortcuts)$/;
/** From edge to edge on purpose. */
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

test('on a phone a dialog keeps a margin, and its answers fill their lines', async ({ browser, world }) => {
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

test('the settings of a phone say the name of a page once', async ({ browser, world }) => {
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

test('nothing on a profile is cut off, whatever is written there', async ({ browser, world }) => {
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
