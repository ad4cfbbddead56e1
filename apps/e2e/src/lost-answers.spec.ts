import type { Booking, BookingsPage } from '@expertbook/contracts';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Expert } from './expert';
import { serverUrl, test } from './expert';
import type { LossyProxy } from './lossy-proxy';
import { lossyProxy } from './lossy-proxy';
import { fillIn, openDay, slotButtons } from './slot-buttons';

let proxy: LossyProxy;
test.beforeAll(async () => (proxy = await lossyProxy(serverUrl())));
test.afterAll(() => proxy.close());

async function chooseTime(page: Page, expert: Expert): Promise<void> {
  await openDay(page, `${proxy.url}${expert.page}`, 4);
  await slotButtons(page).nth(4).click();
  await fillIn(page);
  await expect(page.getByText('Reserved for you')).toBeVisible();
}

const bookings = async (expert: Expert): Promise<Booking[]> =>
  (await expert.call<BookingsPage>('GET', '/bookings?status=confirmed')).items;

test('a booking whose response a gateway loses ends on its confirmation, once', async ({ page, expert }) => {
  await chooseTime(page, expert);
  proxy.lose(/\/bookings$/, 2);
  const rival = page.getByText('That time is taken');
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(page).toHaveURL(/\/bookings\//);
  await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
  await expect(rival).toHaveCount(0);
  expect(proxy.lost.splice(0)).toEqual(['201 /api/v1/bookings', '201 /api/v1/bookings']);
  expect(await bookings(expert)).toHaveLength(1);
});

test('also when the page is reloaded before the response', async ({ page, expert }) => {
  await chooseTime(page, expert);
  proxy.lose(/\/bookings$/, 1000);
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect.poll(() => proxy.lost.length).toBeGreaterThan(0);
  await page.reload();
  proxy.lose(/$^/, 0);
  await expect(page).toHaveURL(/\/bookings\//);
  await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
  proxy.lost.splice(0);
  expect(await bookings(expert)).toHaveLength(1);
});

test('a reschedule and a cancellation with lost responses are done once, and shown as done', async ({
  page,
  expert,
}) => {
  await chooseTime(page, expert);
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(page).toHaveURL(/\/bookings\//);
  await page.getByRole('button', { name: 'Reschedule' }).click();
  await page
    .getByRole('button', { name: /^\d\d:\d\d/ })
    .nth(3)
    .click();
  await expect(page.getByText('Reserved for you')).toBeVisible();
  proxy.lose(/\/reschedule$/, 1);
  await page.getByRole('button', { name: 'Reschedule booking' }).click();
  await expect(page).toHaveURL(/\/bookings\/[^/]+$/);
  await expect(page.getByText('That time is taken')).toHaveCount(0);
  expect(proxy.lost.splice(0)).toEqual([expect.stringMatching(/^201 .*reschedule$/)]);
  await expect(page.getByRole('heading', { name: 'Your booking has been rescheduled' })).toBeVisible();
  const [moved, ...others] = await bookings(expert);
  expect(others).toEqual([]);
  await expect(page).toHaveURL(new RegExp(moved?.uid ?? 'none'));

  proxy.lose(/\/cancel$/, 1);
  await page.getByRole('button', { name: /^Cancel/ }).click();
  await page.getByRole('button', { name: 'Cancel booking' }).click();
  await expect(page.locator('#eb-standing')).toContainText(/cancelled/i);
  expect(proxy.lost.splice(0)).toEqual([expect.stringMatching(/^200 .*cancel$/)]);
});
