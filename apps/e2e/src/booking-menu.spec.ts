import { expect } from '@playwright/test';
import type { Booking } from '@expertbook/contracts';
import { expectAccessible } from './accessibility';
import { book, dayAhead } from './book';
import { openedDialog } from './dialogs';
import { createExpert, test } from './expert';
import { signIn } from './sign-in';

test('a booking is rescheduled and cancelled from its row, without being opened', async ({
  page,
  expert,
}) => {
  const booked = await book(expert, 'Grace Hopper', dayAhead(3), '10:00');
  await signIn(page, expert);
  await page.goto('/portal/bookings');
  const menu = page.getByRole('button', { name: 'Actions for Grace Hopper' });
  await menu.click();
  await expect(page.getByRole('menuitem')).toHaveText([
    'View details',
    'Reschedule…',
    'Copy video link',
    'Copy email address',
    'Cancel booking…',
  ]);
  await page.getByRole('menuitem', { name: 'Reschedule…' }).click();
  const dialog = await openedDialog(page);
  await dialog.getByLabel('Date').fill(dayAhead(4));
  await dialog.getByLabel('Time', { exact: true }).fill('11:30');
  await dialog.getByRole('button', { name: 'Reschedule booking' }).click();
  await expect(page.getByText('Rescheduled. Grace Hopper has been notified.')).toBeVisible();
  await expect(page.getByRole('tabpanel').getByText('11:30')).toBeVisible();
  await expect(page).toHaveURL(/\/portal\/bookings$/);
  expect((await expert.call<Booking>('GET', `/bookings/${booked.uid}`)).status).toBe('rescheduled');

  await menu.click();
  await page.getByRole('menuitem', { name: 'Cancel booking…' }).click();
  await (await openedDialog(page)).getByRole('button', { name: 'Cancel booking' }).click();
  await expect(page.getByText(/Cancelled\. Grace Hopper will be notified/)).toBeVisible();
  await page.goto('/portal/bookings?tab=cancelled');
  await expect(page.getByRole('tabpanel').getByRole('link', { name: 'Grace Hopper' })).toHaveCount(2);
});

test('a request is answered from its row on the dashboard, on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  const expert = await createExpert({ requiresConfirmation: true });
  const { uid } = await book(expert, 'Mary Jackson', dayAhead(2));
  await signIn(page, expert);
  await page.goto('/portal');
  const menu = page.getByRole('button', { name: 'Actions for Mary Jackson' });
  await expect(menu).toBeVisible();
  await expectAccessible(page);
  await menu.click();
  await page.getByRole('menuitem', { name: 'Confirm' }).click();
  await expect(page.getByText(/Confirmed\. We’re emailing Mary Jackson/)).toBeVisible();
  expect((await expert.call<Booking>('GET', `/bookings/${uid}`)).status).toBe('confirmed');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('all attendees of a group session have the same menu, and leave the session with it', async ({
  page,
}) => {
  const expert = await createExpert({ seats: 3 });
  const { uid } = await book(expert, 'Mary Jackson', dayAhead(2), '10:00');
  await book(expert, 'Dorothy Vaughan', dayAhead(2), '10:00');
  await signIn(page, expert);
  await page.goto('/portal/bookings');
  await page.getByRole('button', { name: 'Actions for Mary Jackson' }).click();
  await expect(page.getByRole('menuitem')).toHaveText([
    'View details',
    'Reschedule…',
    'Copy video link',
    'Copy email address',
    'Cancel booking…',
  ]);
  await page.getByRole('menuitem', { name: 'Cancel booking…' }).click();
  await (await openedDialog(page)).getByRole('button', { name: 'Cancel booking' }).click();
  await expect(page.getByText(/Cancelled\. Mary Jackson will be notified/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Actions for Dorothy Vaughan' })).toBeVisible();
  await expect
    .poll(async () => (await expert.call<Booking>('GET', `/bookings/${uid}`)).status)
    .toBe('cancelled');
  await expect(page.getByRole('button', { name: 'Actions for Mary Jackson' })).toHaveCount(0);
});
