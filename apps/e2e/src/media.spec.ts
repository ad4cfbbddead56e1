import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { serverUrl, test } from './expert';
import { fillIn, openDay } from './slot-buttons';

/** The lightness of an element's text, and of the page's background, 0 to 255. */
function inkAndPaper(page: Page): Promise<{ ink: number; paper: number }> {
  return page
    .getByRole('heading', { level: 2 })
    .first()
    .evaluate((heading) => {
      const lightness = (colour: string) => {
        const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
        return (red + green + blue) / 3;
      };
      return {
        ink: lightness(getComputedStyle(heading).color),
        paper: lightness(getComputedStyle(document.body).backgroundColor),
      };
    });
}

test('a confirmation is printed dark on white, with all facts and no buttons, also in the dark theme', async ({
  browser,
  expert,
}) => {
  const context = await browser.newContext({ colorScheme: 'dark', baseURL: serverUrl() });
  const page = await context.newPage();
  const slot = await openDay(page, expert.page, 3);
  await page.getByRole('button', { name: slot, exact: true }).click();
  await fillIn(page);
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
  for (const chosen of ['', 'dark']) {
    await page.evaluate((theme) => Object.assign(document.documentElement.dataset, { theme }), chosen);
    const onScreen = await inkAndPaper(page);
    expect(onScreen.ink).toBeGreaterThan(onScreen.paper + 100);
    await page.emulateMedia({ media: 'print' });
    const printed = await inkAndPaper(page);
    expect(printed.ink).toBeLessThan(80);
    expect(printed.paper).toBe(255);
    await page.emulateMedia({ media: 'screen' });
  }
  await page.emulateMedia({ media: 'print' });
  for (const told of [
    slot.slice(0, 5),
    'Intro call',
    'Ada Lovelace',
    'grace@example.com',
    'https://meet.jit.si',
  ])
    await expect(page.getByText(told).filter({ visible: true }).first()).toBeVisible();
  for (const role of ['button', 'combobox', 'contentinfo'] as const)
    await expect(page.getByRole(role)).toHaveCount(0);
  // No card is printed without its content.
  await expect(page.locator('.eb-card').filter({ visible: true })).toHaveCount(1);
  await context.close();
});

test('nothing moves with reduced motion', async ({ page, expert }) => {
  const longest = () =>
    page.evaluate(() =>
      Math.max(
        ...Array.from(document.querySelectorAll('*'), (element) => {
          const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
          const times = [transitionDuration, animationName === 'none' ? '0s' : animationDuration].join();
          return Math.max(...times.split(',').map((time) => parseFloat(time)));
        }),
      ),
    );
  const slot = await openDay(page, expert.page, 3);
  expect(await longest()).toBeGreaterThan(0.1);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await longest()).toBeLessThan(0.001);
  // On a phone a chosen day scrolls to its times: at once.
  await page.setViewportSize({ width: 390, height: 700 });
  const scrolled = await page.evaluate(() => {
    const asked: unknown[] = [];
    Element.prototype.scrollIntoView = function (options) {
      asked.push(options);
    };
    document.querySelector<HTMLElement>('.eb-day-selected')?.click();
    return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(asked))));
  });
  expect(scrolled).toEqual([{ behavior: 'instant', block: 'nearest' }]);
  await page.getByRole('button', { name: slot, exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Your details' })).toBeVisible();
  expect(await longest()).toBeLessThan(0.001);
});

test('elements become visible at once with reduced motion, however deep they are nested', async ({
  page,
  expert,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openDay(page, expert.page, 3);
  // Even the shortest transition would start again at each level, one frame each.
  const unseen = await page.locator('eb-root').evaluate((root: HTMLElement) => {
    const all = Array.from(root.querySelectorAll('*'));
    const seen = () => all.filter((one) => getComputedStyle(one).visibility === 'visible');
    const before = seen();
    root.style.visibility = 'hidden';
    const left = seen().length;
    root.style.visibility = '';
    const after = new Set(seen());
    return { left, late: before.filter((one) => !after.has(one)).length };
  });
  expect(unseen).toEqual({ left: 0, late: 0 });
});
