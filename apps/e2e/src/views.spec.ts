import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Hold, SlotsResponse } from '@expertbook/contracts';
import { dayAhead } from './book';
import { createExpert, serverUrl, test } from './expert';
import { fillIn, slotButtons } from './slot-buttons';

/** From the click in one browser to the change in the other. */
const LIVE_MS = 1000;

const times = (page: Page) => page.locator('[data-slot]');

const release = ({ token }: Hold) => fetch(`${serverUrl()}/api/v1/holds/${token}`, { method: 'DELETE' });

/** A free time of a coming day, as in the API. */
async function freeTime(handle: string, nth: number): Promise<string> {
  const day = dayAhead(2);
  const query = `start=${day}&end=${day}&timeZone=Europe/Berlin`;
  const answer = await fetch(`${serverUrl()}/api/v1/experts/${handle}/event-types/intro/slots?${query}`);
  return ((await answer.json()) as SlotsResponse).slots[day]?.[nth]?.start ?? '';
}

test('the client chooses a view, which is kept in the address and for the next visit, and books from it', async ({
  page,
  expert,
}) => {
  await page.goto(expert.page);
  await expect(page.getByRole('button', { name: 'Month', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.getByRole('button', { name: 'List', exact: true }).click();
  await expect(page).toHaveURL(/view=list/);
  await expect(page.getByRole('heading', { name: 'Next free times' })).toBeVisible();
  await expect(times(page).first()).toBeVisible();

  // The HTML of the next visit already has that view.
  await page.goto(expert.page);
  await expect(page.getByRole('heading', { name: 'Next free times' })).toBeVisible();
  const html = await (await page.request.get(serverUrl() + expert.page)).text();
  expect(html).toContain('aria-pressed="true">List<');
  const more = page.getByRole('button', { name: /^Show \d+ more times on / }).first();
  const before = await times(page).count();
  await more.press('Enter');
  await expect.poll(() => times(page).count()).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Show more days' }).click();
  await expect.poll(() => page.locator('eb-next-times section').count()).toBe(14);

  await page.getByRole('button', { name: 'Week', exact: true }).click();
  await expect(page.getByRole('columnheader')).toHaveCount(7);
  await slotButtons(page).nth(9).click();
  await fillIn(page);
  await page.goBack();
  await expect(page.getByRole('columnheader')).toHaveCount(7);
  await slotButtons(page).nth(12).click();
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(page.locator('#eb-standing')).toBeFocused();
});

for (const view of ['week', 'list'] as const) {
  test(`the ${view} is live: a time on hold stays in its place, the other times it blocks disappear, and all come back`, async ({
    page,
  }) => {
    const expert = await createExpert({ durations: [60], slotInterval: 30 });
    const [before, start, after] = [
      await freeTime(expert.handle, 3),
      await freeTime(expert.handle, 4),
      await freeTime(expert.handle, 5),
    ];
    const date = dayAhead(2);
    await page.goto(`${expert.page}?view=${view}&date=${date}`);
    const button = (instant: string) => page.locator(`[data-slot="${Date.parse(instant)}"]`);
    await expect(button(start)).toBeVisible();
    const hold = await expert.call<Hold>('POST', '/holds', { eventTypeId: expert.eventType.id, start });
    await expect(button(start)).toHaveAttribute('aria-disabled', 'true', { timeout: LIVE_MS });
    await expect(button(before)).toHaveCount(0);
    await expect(button(after)).toHaveCount(0);
    // A page that is opened now shows the same.
    await page.reload();
    await expect(button(start)).toHaveAttribute('aria-disabled', 'true');
    await expect(button(before)).toHaveCount(0);
    await expect(button(after)).toHaveCount(0);
    await release(hold);
    await expect(button(after)).toBeVisible();
    await expect(button(start)).not.toHaveAttribute('aria-disabled', 'true');
  });
}

test('the expert chooses the first view; the week works by keyboard, with three days on a phone', async ({
  browser,
}) => {
  const expert = await createExpert({ defaultView: 'week' });
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, baseURL: serverUrl() });
  const page = await context.newPage();
  await page.goto(`${expert.page}?date=${dayAhead(2)}`);
  await expect(page.getByRole('columnheader')).toHaveCount(3);
  const focused = () => page.evaluate(() => Number((document.activeElement as HTMLElement).dataset['slot']));
  await times(page).first().focus();
  const first = await focused();
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toBe(first + 30 * 60_000);
  await page.keyboard.press('ArrowRight');
  await expect.poll(focused).toBe(first + 24 * 3_600_000 + 30 * 60_000);
  await page.keyboard.press('End');
  await expect.poll(focused).toBe(first + 48 * 3_600_000 + 30 * 60_000);
  const days = await page.locator('#eb-day').innerText();
  await page.keyboard.press('PageDown');
  await expect(page.locator('#eb-day')).toBeFocused();
  await expect(page.locator('#eb-day')).not.toHaveText(days);
  await expect(page).toHaveURL(new RegExp(`date=${dayAhead(5)}`));
  await page.getByRole('button', { name: 'Previous days' }).click();
  await expect(page.locator('#eb-day')).toHaveText(days);
  await context.close();
});

test('a first visit to a month shows that month, not the days around it', async ({ browser, expert }) => {
  const next = new Date(Date.now() + 35 * 86_400_000).toISOString().slice(0, 7);
  // No cookie has the zone yet.
  const context = await browser.newContext({ baseURL: serverUrl() });
  const page = await context.newPage();
  await page.goto(`${expert.page}?month=${next}`);
  await expect(slotButtons(page).first()).toBeVisible();
  await expect(page.locator('[aria-selected="true"] button')).toHaveAttribute('data-date', `${next}-01`);
  await context.close();
});

test('a lost time is followed: on hold, then free again and booked', async ({ page, expert }) => {
  const start = await freeTime(expert.handle, 6);
  const slot = `${new Date(start).toISOString().slice(0, 16)}Z`;
  const rival = await expert.call<Hold>('POST', '/holds', { eventTypeId: expert.eventType.id, start });
  await page.goto(`${expert.page}?slot=${slot}`);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('That time is on hold');
  await release(rival);
  await expect(alert).toContainText('It’s free again');
  await alert.getByRole('button', { name: 'Take this time' }).click();
  await expect(page.getByText('Reserved for you')).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test('a time lost to a hold is shown as booked once it is', async ({ page, expert }) => {
  const start = await freeTime(expert.handle, 8);
  const slot = `${new Date(start).toISOString().slice(0, 16)}Z`;
  const rival = await expert.call<Hold>('POST', '/holds', { eventTypeId: expert.eventType.id, start });
  await page.goto(`${expert.page}?slot=${slot}`);
  await expect(page.getByRole('alert')).toContainText('That time is on hold');
  await expert.call('POST', '/bookings', {
    eventTypeId: expert.eventType.id,
    start,
    holdToken: rival.token,
    attendee: { name: 'Somebody Else', email: 'else@example.com', timeZone: 'Europe/Berlin' },
  });
  await expect(page.getByRole('alert')).toContainText('Someone else just booked it');
});
