import { expect } from '@playwright/test';
import type { CreatedBooking, SlotsResponse } from '@expertbook/contracts';
import { test } from './expert';
import { fillIn, openDay, slotButtons, soon } from './slot-buttons';

/** From the click in one browser to the change in the other (issue: within a second). */
const LIVE_MS = 1000;

test('a time chosen in one browser goes from the other within a second, and comes back when let go', async ({
  browser,
  expert,
}) => {
  const [mine, theirs] = [
    await (await browser.newContext()).newPage(),
    await (await browser.newContext()).newPage(),
  ];
  const name = await openDay(mine, expert.page, 3);
  await openDay(theirs, expert.page, 3);
  const seenByOther = theirs.getByRole('button', { name, exact: true });
  await expect(seenByOther).toBeVisible();
  await mine.getByRole('button', { name, exact: true }).click();
  await expect(mine.getByRole('heading', { name: 'Your details' })).toBeVisible();
  await expect(seenByOther).toBeHidden({ timeout: LIVE_MS });
  await mine.getByRole('button', { name: 'Other times' }).click();
  await expect(seenByOther).toBeVisible();
});

test('a page that was offline is right again when it is back', async ({ page, context, expert }) => {
  const name = await openDay(page, expert.page, 4);
  const slot = page.getByRole('button', { name, exact: true });
  await expect(slot).toBeVisible();
  await context.setOffline(true);
  const day = soon();
  const slots = await expert.call<SlotsResponse>(
    'GET',
    `/experts/${expert.handle}/event-types/intro/slots?start=${day}&end=${day}&timeZone=Europe/Berlin`,
  );
  const start = slots.slots[day]?.find((free) => free.start.slice(11, 16) === name.slice(0, 5))?.start;
  await expert.call<CreatedBooking>('POST', '/bookings', {
    eventTypeId: expert.eventType.id,
    start,
    attendee: { name: 'Somebody Else', email: 'else@example.com', timeZone: 'Europe/Berlin' },
  });
  await expect(slot).toBeVisible();
  await context.setOffline(false);
  await expect(slot).toBeHidden();
  await expect(slotButtons(page).first()).toBeVisible();
});

test('what kept a form from being sent is no longer said when the connection is back', async ({
  page,
  context,
  expert,
}) => {
  const name = await openDay(page, expert.page, 5);
  await page.getByRole('button', { name, exact: true }).click();
  await fillIn(page);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  const refusal = page.getByText(/could not reach the server/);
  await expect(refusal).toBeVisible();
  await context.setOffline(false);
  await expect(refusal).toBeHidden();
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(page.getByRole('heading', { name: 'You are booked' })).toBeVisible();
});

test('a time lost while the form is open is said kindly, with others to choose and nothing typed lost', async ({
  page,
  expert,
}) => {
  const name = await openDay(page, expert.page, 5);
  await page.getByRole('button', { name, exact: true }).click();
  await fillIn(page);
  // The hold runs out behind the page's back and somebody else books: only the server knows.
  await page.route('**/api/v1/bookings', (route) =>
    route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: 'urn:expertbook:problem:slot_taken',
        title: 'This time has just been taken.',
        status: 409,
        detail: 'This time has just been taken.',
        instance: '/api/v1/bookings',
        code: 'slot_taken',
        alternatives: [new Date(Date.now() + 3 * 86_400_000).toISOString().replace(/T.*/, 'T10:00:00+01:00')],
      }),
    }),
  );
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(page.getByRole('alert')).toContainText('just booked');
  await expect(page.getByLabel('Your name')).toHaveValue('Grace Hopper');
  await page.unroute('**/api/v1/bookings');
  await page.getByRole('alert').getByRole('button').first().click();
  await expect(page.getByLabel('Your name')).toHaveValue('Grace Hopper');
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(page.getByRole('heading', { name: 'You are booked' })).toBeVisible();
});

test('two clicks on the button make one booking', async ({ page, expert }) => {
  const name = await openDay(page, expert.page, 6);
  await page.getByRole('button', { name, exact: true }).click();
  await fillIn(page);
  await page.getByRole('button', { name: 'Confirm booking' }).dblclick();
  await expect(page.getByRole('heading', { name: 'You are booked' })).toBeVisible();
  const { items } = await expert.call<{ items: unknown[] }>('GET', '/bookings');
  expect(items).toHaveLength(1);
});

test('a client who is quicker than the answer to the hold books all the same', async ({ page, expert }) => {
  let answer: () => void = () => undefined;
  const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/v1/holds', async (route) => {
    const response = await route.fetch();
    await mayAnswer;
    await route.fulfill({ response });
  });
  const name = await openDay(page, expert.page, 6);
  await page.getByRole('button', { name, exact: true }).click();
  await fillIn(page);
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(page.locator('[type="submit"]')).toBeDisabled();
  answer();
  await expect(page.getByRole('heading', { name: 'You are booked' })).toBeVisible();
});
