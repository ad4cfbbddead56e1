import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Schedule } from '@expertbook/contracts';
import { expectAccessible } from './accessibility';
import { openedDialog } from './dialogs';
import { test } from './expert';
import { saveHours as save, usualWeek } from './hours';
import { signIn } from './sign-in';

/** A position in a weekday's column of the grid; the grid shows 6 to 22 o'clock. */
async function placeOf(page: Page, day: number, hour: number): Promise<{ x: number; y: number }> {
  const column = page.locator(`[data-day="${day}"]`);
  await column.scrollIntoViewIfNeeded();
  const box = await column.boundingBox();
  if (!box) throw new Error('the grid is not drawn');
  return { x: box.x + box.width / 2, y: box.y + ((hour - 6) / 16) * box.height };
}

/** Touch scrolling continues for a while after the finger is lifted. */
async function stillness(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let still = 0, before = scrollY; still < 6; before = scrollY) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      still = scrollY === before ? still + 1 : 0;
    }
  });
}

async function drag(page: Page, day: number, from: number, toDay: number, to: number): Promise<void> {
  const start = await placeOf(page, day, from);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  const end = await placeOf(page, toDay, to);
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 5 });
  await page.mouse.move(end.x, end.y, { steps: 5 });
  await page.mouse.up();
}

async function valuesOf(inputs: Locator): Promise<string[]> {
  return inputs.evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value));
}

test('hours are drawn, moved and resized on the grid, and typed next to it', async ({ page, expert }) => {
  const { id } = await usualWeek(expert);
  await signIn(page, expert);
  await page.goto(`/portal/availability/${id}`);
  await expect(page.getByRole('heading', { name: 'Working hours' })).toBeVisible();
  await expectAccessible(page);

  await drag(page, 6, 10.1, 6, 12.4);
  await expect.poll(() => valuesOf(page.getByLabel(/^Saturday, (from|until)$/))).toEqual(['10:00', '12:30']);
  await drag(page, 1, 12, 1, 13);
  await expect.poll(() => valuesOf(page.getByLabel(/^Monday, (from|until)$/))).toEqual(['10:00', '18:00']);
  await drag(page, 2, 17, 2, 15.5);
  await expect.poll(() => valuesOf(page.getByLabel(/^Tuesday, (from|until)$/))).toEqual(['09:00', '15:30']);
  // To the next day, where it merges with the hours there.
  await drag(page, 4, 12, 5, 10);
  await expect(page.getByRole('switch', { name: 'Thursday, available' })).not.toBeChecked();
  await expect.poll(() => valuesOf(page.getByLabel(/^Friday, (from|until)$/))).toEqual(['07:00', '17:00']);

  // With the keyboard.
  const until = page.getByLabel('Wednesday, until');
  await until.fill('4:15 pm');
  await until.press('Enter');
  await page.getByRole('button', { name: 'Copy the hours of Saturday to other days' }).click();
  const dialog = await openedDialog(page);
  await dialog.getByLabel('Sunday').check();
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await save(page);

  const saved = await expert.call<Schedule>('GET', `/schedules/${id}`);
  const late = [{ start: '10:00', end: '12:30' }];
  expect(saved.weekly).toEqual([
    late,
    [{ start: '10:00', end: '18:00' }],
    [{ start: '09:00', end: '15:30' }],
    [{ start: '09:00', end: '16:15' }],
    [],
    [{ start: '07:00', end: '17:00' }],
    late,
  ]);
});

test('by touch a tap selects a block, and only then a finger moves it', async ({ browser, expert }) => {
  const { id } = await usualWeek(expert);
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    baseURL: process.env['EXPERTBOOK_URL'] ?? '',
  });
  const page = await context.newPage();
  await signIn(page, expert);
  await page.goto(`/portal/availability/${id}`);
  const at = await placeOf(page, 1, 12);
  const session = await context.newCDPSession(page);
  const touch = async (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x, y }],
    });
  const pull = async (from: { x: number; y: number }, by: number) => {
    await touch('touchStart', from.x, from.y);
    for (let step = 1; step <= 8; step++) await touch('touchMove', from.x, from.y + (by * step) / 8);
    await touch('touchEnd', from.x, from.y + by);
  };
  // Without a tap the finger scrolls.
  await pull(at, -60);
  const monday = page.getByLabel(/^Monday, (from|until)$/);
  expect(await valuesOf(monday)).toEqual(['09:00', '17:00']);
  await stillness(page);
  const block = await placeOf(page, 1, 11);
  await page.touchscreen.tap(block.x, block.y);
  await expect(page.locator('[data-remove]')).toBeVisible();
  const held = await placeOf(page, 1, 11);
  const hour = ((await page.locator('[data-day="1"]').boundingBox())?.height ?? 0) / 16;
  await pull(held, hour);
  await expect.poll(() => valuesOf(monday)).toEqual(['10:00', '18:00']);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await context.close();
});
