import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** The buttons of the free times of the displayed day. */
export function slotButtons(page: Page): Locator {
  return page.getByRole('button', { name: /^\d\d:\d\d, / });
}

/** The day after tomorrow in Berlin, `YYYY-MM-DD`. */
export function soon(): string {
  return new Date(Date.now() + 2 * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Europe/Berlin' });
}

/** Opens that day of a booking page and returns the name of its n-th free time. */
export async function openDay(page: Page, path: string, nth: number): Promise<string> {
  await page.goto(path);
  const [year, month, day] = soon().split('-').map(Number);
  const heading = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, 1)).toLocaleDateString('en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  await expect(page.getByRole('grid')).toBeVisible();
  // In its last days a month is shown together with the next one.
  if ((await page.locator(`[data-date="${soon()}"]`).count()) === 0) {
    await page.getByRole('button', { name: 'Next month' }).click();
  }
  await page.getByRole('button', { name: new RegExp(`^\\w+, ${day} ${heading}.* times? free`) }).click();
  await expect(slotButtons(page).nth(nth)).toBeVisible();
  return (await slotButtons(page).nth(nth).getAttribute('aria-label')) ?? '';
}

/** Fills in the client's data. */
export async function fillIn(page: Page, name = 'Grace Hopper'): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Email').fill('grace@example.com');
}
