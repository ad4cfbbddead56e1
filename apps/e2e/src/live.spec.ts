import { expect } from '@playwright/test';
import type { CreatedBooking, Hold, Problem, SlotsResponse } from '@expertbook/contracts';
import { serverUrl, test } from './expert';
import { fillIn, openDay, slotButtons, soon } from './slot-buttons';

/** From the click in one browser to the change in the other: within a second. */
const LIVE_MS = 1000;

test('a time chosen in one browser disappears from the other within a second, and comes back when released', async ({
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
  await mine.getByRole('button', { name: 'Back to times' }).click();
  await expect(seenByOther).toBeVisible();
});

test('a page that was offline is current again when it is back', async ({ page, context, expert }) => {
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

test('the error that kept a form from being sent disappears when the connection is back', async ({
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
  await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
});

test("a time booked by another client while the form is open: the API's own alternatives, and the form keeps its content", async ({
  page,
  expert,
}) => {
  const name = await openDay(page, expert.page, 5);
  const held = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/holds') && answer.ok());
  await page.getByRole('button', { name, exact: true }).click();
  const { token, start } = (await (await held).json()) as Hold;
  await fillIn(page);
  // As if the hold had expired: another client is faster than the page can know.
  await fetch(`${serverUrl()}/api/v1/holds/${token}`, { method: 'DELETE' });
  await expert.call<CreatedBooking>('POST', '/bookings', {
    eventTypeId: expert.eventType.id,
    start,
    attendee: { name: 'Somebody Else', email: 'else@example.com', timeZone: 'Europe/Berlin' },
  });
  // The hold is rejected first, then, without it, the time.
  const refused = page.waitForResponse(
    async (answer) =>
      answer.url().endsWith('/api/v1/bookings') && ((await answer.json()) as Problem).code === 'slot_taken',
  );
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  const { alternatives = [] } = (await (await refused).json()) as Problem;
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('That time is taken');
  const offered = alternatives.map((instant) => new RegExp(`${instant.slice(11, 16)} $`));
  expect(offered.length).toBeGreaterThan(1);
  await expect(alert.getByRole('listitem')).toHaveText(offered);
  await expect(page.getByLabel('Your name')).toHaveValue('Grace Hopper');
  await alert.getByRole('listitem').first().getByRole('button').click();
  await expect(page.getByLabel('Email')).toHaveValue('grace@example.com');
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
  const { items } = await expert.call<{ items: { start: string }[] }>('GET', '/bookings');
  expect(items.map((one) => Date.parse(one.start)).sort()).toEqual(
    [start, alternatives[0] ?? ''].map((one) => Date.parse(one)).sort(),
  );
});

test('two clicks on the button make one booking', async ({ page, expert }) => {
  const name = await openDay(page, expert.page, 6);
  await page.getByRole('button', { name, exact: true }).click();
  await fillIn(page);
  await page.getByRole('button', { name: 'Confirm booking' }).dblclick();
  await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
  const { items } = await expert.call<{ items: unknown[] }>('GET', '/bookings');
  expect(items).toHaveLength(1);
});

test('two tabs of one browser at the same time make one booking', async ({ page, context, expert }) => {
  const name = await openDay(page, expert.page, 9);
  await page.getByRole('button', { name, exact: true }).click();
  await expect(page.getByText('Reserved for you')).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  await fillIn(page);
  await fillIn(other);
  await Promise.all([page, other].map((tab) => tab.keyboard.press('Enter')));
  await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
  await expect(other.getByRole('alert')).toContainText(/That time is on hold|That time is taken/);
  await expect(other.getByLabel('Your name')).toHaveValue('Grace Hopper');
  const { items } = await expert.call<{ items: unknown[] }>('GET', '/bookings');
  expect(items).toHaveLength(1);
});

test('a client who sends the form before the response to the hold still books', async ({ page, expert }) => {
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
  await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
});
