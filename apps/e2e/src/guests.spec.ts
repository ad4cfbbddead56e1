import { expect } from '@playwright/test';
import type { Booking } from '@expertbook/contracts';
import { faultsOf } from './accessibility';
import { test } from './expert';
import { signIn } from './sign-in';
import { fillIn, openDay, soon } from './slot-buttons';

test('a client invites guests, whom the expert sees, through an error, a reload and a new time', async ({
  page,
  browser,
  expert,
}) => {
  const slot = await openDay(page, expert.page, 3);
  await page.getByRole('button', { name: slot, exact: true }).click();
  await fillIn(page);

  // By keyboard: the button is replaced by the first line, which has the focus.
  await page.getByRole('button', { name: 'Add guests' }).press('Enter');
  const guest = (number: number) => page.getByLabel(`Email address of guest ${number}`);
  await expect(guest(1)).toBeFocused();
  await page.keyboard.type('grace@EXAMPLE.com');
  await page.getByRole('button', { name: 'Add another' }).click();
  await expect(guest(2)).toBeFocused();
  await page.keyboard.type('alan@example.com');
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(page.getByText('That’s your own email')).toBeVisible();
  await expect(guest(1)).toBeFocused();
  expect(await faultsOf(page)).toEqual([]);

  await page.reload();
  await expect(guest(2)).toHaveValue('alan@example.com');
  await guest(1).fill('barbara@example.com');
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
  await expect(page.getByText('barbara@example.com')).toBeVisible();

  const { items } = await expert.call<{ items: Booking[] }>('GET', '/bookings?status=confirmed');
  expect(items.map(({ guests }) => guests)).toEqual([['barbara@example.com', 'alan@example.com']]);

  await page.getByRole('button', { name: 'Reschedule' }).click();
  await page.getByRole('button', { name: /^11:00, / }).click();
  await page.getByRole('button', { name: 'Reschedule booking' }).click();
  await expect(page.getByRole('heading', { name: 'Your booking has been rescheduled' })).toBeVisible();
  await expect(page.getByText('alan@example.com')).toBeVisible();

  const portal = await (await browser.newContext()).newPage();
  await signIn(portal, expert);
  await portal.goto('/portal/bookings');
  await portal.getByRole('link', { name: 'Grace Hopper' }).click();
  const panel = portal.getByRole('complementary', { name: 'Booking details' });
  await expect(panel.getByRole('link', { name: 'alan@example.com' })).toBeVisible();
});

test('a click after typing counts, although leaving the field shows its error', async ({ page, expert }) => {
  const slot = await openDay(page, expert.page, 3);
  await page.getByRole('button', { name: slot, exact: true }).click();
  await fillIn(page);
  await page.getByRole('button', { name: 'Add guests' }).click();
  await expect(page.getByLabel('Email address of guest 1')).toBeFocused();
  await page.keyboard.type('grace@example.com');
  const another = page.getByRole('button', { name: 'Add another' });
  const place = await another.boundingBox();
  if (!place) throw new Error('no button');
  // Near its upper edge: with one line more above it, the pointer is on something else.
  await page.mouse.move(place.x + place.width / 2, place.y + 6);
  await page.mouse.down();
  await expect(page.getByLabel('Email address of guest 1')).not.toBeFocused();
  // A change that would move the button has been rendered two frames later.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(await another.boundingBox()).toEqual(place);
  await page.mouse.up();
  await expect(page.getByLabel('Email address of guest 2')).toBeFocused();
  await expect(page.getByText('That’s your own email.')).toBeVisible();
});

test('errors of the server are shown in the language of the page', async ({ page, expert }) => {
  await page.goto(`${expert.page}?lang=de&date=${soon()}`);
  await expect(page.locator('[data-slot]').first()).toBeVisible();
  await page.locator('[data-slot]').nth(2).click();
  await expect(page.locator('#eb-form-title')).toBeFocused();
  await page.getByLabel('Ihr Name').fill('Grace Hopper');
  await page.getByLabel('E-Mail', { exact: true }).fill('grace@example.com');
  await page.getByRole('button', { name: 'Gäste hinzufügen' }).click();
  await page.getByLabel('E-Mail-Adresse von Gast 1').fill('alan@example.com');
  await page.getByRole('button', { name: 'Weiteren Gast hinzufügen' }).click();
  // Valid for the page, but not for the server.
  await page.getByLabel('E-Mail-Adresse von Gast 2').fill('a..b@example.c');
  await page.getByRole('button', { name: 'Verbindlich buchen' }).click();
  await expect(page.getByText('Das sieht nicht wie eine E-Mail-Adresse aus.')).toBeVisible();
  await expect(page.getByLabel('E-Mail-Adresse von Gast 2')).toBeFocused();
  await page.getByRole('button', { name: 'Gast 2 entfernen' }).click();
  await page.getByRole('button', { name: 'Verbindlich buchen' }).click();
  await expect(page.locator('#eb-standing')).toBeVisible();
});
