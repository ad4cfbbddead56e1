import { expect } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import ICAL from 'ical.js';
import { expectAccessible } from './accessibility';
import { createExpert, serverUrl, test } from './expert';
import { fillIn, openDay, slotButtons } from './slot-buttons';

test('the main journey: publish, book, view, cancel, free again', async ({ page, browser }) => {
  const handle = `grace-${randomBytes(4).toString('hex')}`;

  await page.goto('/register');
  await page.getByLabel('Your name').fill('Grace Expert');
  await page.getByLabel('Email').fill(`${handle}@example.com`);
  await page.getByLabel('Password', { exact: true }).fill(randomBytes(12).toString('hex'));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create account' }).click();

  await page.getByLabel('The address of your page').fill(handle);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('Step 2 of 3')).toBeVisible();
  for (const day of ['Saturday', 'Sunday'])
    await page.getByRole('checkbox', { name: day }).check({ force: true });
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('What can clients book?').fill('First talk');
  await page.getByRole('button', { name: 'Publish my page' }).click();
  await expect(page.getByRole('link', { name: /View page/ })).toHaveAttribute('href', `/${handle}`);
  await page.getByRole('link', { name: 'Go to my dashboard' }).click();
  await expect(page).toHaveTitle(/Dashboard/);
  await page.goto('/portal/bookings');

  const client = await (await browser.newContext()).newPage();
  await client.goto(`/${handle}`);
  await expectAccessible(client);
  await client.getByRole('link', { name: /First talk/ }).click();
  await expect(client).toHaveURL(new RegExp(`/${handle}/[a-z-]+`));
  const booking = new URL(client.url()).pathname;
  const slot = await openDay(client, booking, 2);
  await expectAccessible(client);
  await client.getByRole('button', { name: slot, exact: true }).click();
  await fillIn(client);
  await expectAccessible(client);
  await client.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(client.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
  await expect(client.getByRole('link', { name: /Join the call/ })).toHaveAttribute(
    'href',
    /^https:\/\/meet\.jit\.si\//,
  );
  await expectAccessible(client);

  const [download] = await Promise.all([client.waitForEvent('download'), client.getByText(/\.ics/).click()]);
  const file = new ICAL.Component(ICAL.parse(await readFile(await download.path(), 'utf8')));
  const event = new ICAL.Event(file.getFirstSubcomponent('vevent') ?? undefined);
  expect(event.summary).toContain('First talk');
  expect(event.endDate.subtractDate(event.startDate).toSeconds()).toBe(30 * 60);
  expect(event.attendees).toHaveLength(1);

  // Live, in a portal that was open all the time.
  await expect(page.getByText('Grace Hopper').first()).toBeVisible();
  await expectAccessible(page);

  const watcher = await (await browser.newContext()).newPage();
  await openDay(watcher, booking, 1);
  await expect(watcher.getByRole('button', { name: slot, exact: true })).toBeHidden();
  await client.getByRole('button', { name: /^Cancel/ }).click();
  await client.getByLabel(/Reason/).fill('Something came up');
  await client.getByRole('button', { name: 'Cancel booking' }).click();
  await expect(client.locator('#eb-standing')).toContainText(/cancelled/i);
  await expect(watcher.getByRole('button', { name: slot, exact: true })).toBeVisible();
});

test('a client reschedules a booking and the old time is free again', async ({ page, expert }) => {
  const slot = await openDay(page, expert.page, 7);
  await page.getByRole('button', { name: slot, exact: true }).click();
  await fillIn(page);
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeFocused();
  await page.getByRole('button', { name: 'Reschedule' }).click();
  const next = page.getByRole('button', { name: /^11:00, / });
  await next.click();
  await page
    .getByRole('button', { name: /Reschedule|Confirm/ })
    .last()
    .click();
  await expect(page.getByRole('heading', { name: 'Your booking has been rescheduled' })).toBeVisible();
  const { items } = await expert.call<{ items: { status: string }[] }>('GET', '/bookings?status=confirmed');
  expect(items).toHaveLength(1);
  // Back leads to the selection of the new time, which shows that this is done.
  await page.goBack();
  await page.getByRole('link', { name: 'View your booking' }).click();
  await expect(page.getByRole('heading', { name: 'This booking was rescheduled' })).toBeVisible();
});

test("a client who returns after a redirect does not see their own booking as another client's", async ({
  page,
}) => {
  const goal = `${serverUrl()}/api/docs`;
  const expert = await createExpert({ redirectUrl: goal });
  const slot = await openDay(page, expert.page, 7);
  await page.getByRole('button', { name: slot, exact: true }).click();
  await fillIn(page);
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await page.waitForURL(goal);
  await page.goBack();
  await expect(slotButtons(page).first()).toBeVisible();
  await expect(page.getByRole('button', { name: slot, exact: true })).toHaveCount(0);
  await expect(page.getByText('That time is taken')).toHaveCount(0);
});

test('a seat in a group session is booked without a hold', async ({ page }) => {
  const expert = await createExpert({ seats: 3 });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const slot = await openDay(page, expert.page, 7);
  await page.getByRole('button', { name: slot, exact: true }).click();
  await fillIn(page);
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
  expect(asked.filter((path) => path.endsWith('/holds'))).toEqual([]);
});

test('an unknown expert and an invalid manage link show a message', async ({ page }) => {
  await page.goto('/nobody-of-this-name');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/bookings/nothing#token=wrong');
  await expect(page.getByText('This link doesn’t work')).toBeVisible();
});
