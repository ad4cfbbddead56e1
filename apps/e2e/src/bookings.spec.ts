import { expect } from '@playwright/test';
import type { Booking } from '@expertbook/contracts';
import { readFile } from 'node:fs/promises';
import { book, dayAhead } from './book';
import { openedDialog } from './dialogs';
import { createExpert, test } from './expert';
import { signIn } from './sign-in';

/** How long an action can be undone. */
const UNDO_MS = 8_000;

test('search, filters and tabs are in the address and survive a reload', async ({ page, expert }) => {
  await book(expert, 'Grace Hopper', dayAhead(2));
  await book(expert, 'Alan Turing', dayAhead(3));
  await signIn(page, expert);
  await page.goto('/portal/bookings');
  const rows = page.getByRole('tabpanel').getByRole('link', { name: /Grace|Alan/ });
  await expect(rows).toHaveText(['Grace Hopper', 'Alan Turing']);
  await expect(page.getByRole('tab', { name: /Upcoming/ })).toContainText('2');

  await page.getByRole('searchbox').fill('turing');
  await expect(rows).toHaveText(['Alan Turing']);
  await expect(page).toHaveURL(/q=turing/);
  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue('turing');
  await expect(rows).toHaveText(['Alan Turing']);

  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByLabel('Order').selectOption('desc');
  await expect(rows).toHaveText(['Alan Turing', 'Grace Hopper']);
  await page.getByLabel('To', { exact: true }).fill(dayAhead(2));
  await expect(rows).toHaveText(['Grace Hopper']);
  await page.getByRole('tab', { name: /Cancelled/ }).click();
  await expect(page.getByText('Nothing found')).toBeVisible();
  await expect(page).toHaveURL(
    new RegExp(`tab=cancelled.*to=${dayAhead(2)}|to=${dayAhead(2)}.*tab=cancelled`),
  );
});

test('the CSV has exactly what the list shows', async ({ page, expert }) => {
  await book(expert, 'Grace Hopper', dayAhead(2));
  await book(expert, 'Alan Turing', dayAhead(3));
  await signIn(page, expert);
  await page.goto('/portal/bookings?q=grace');
  await expect(page.getByRole('link', { name: 'Grace Hopper' })).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/^bookings-upcoming-\d{4}-\d{2}-\d{2}\.csv$/);
  const [head, line, ...rest] = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  expect(head).toContain('Start,End,Minutes,Status');
  expect(line).toContain('confirmed,Intro call,Grace Hopper,grace@example.com,Asia/Tokyo');
  expect(rest).toEqual([]);
});

test('details open next to the list, at an address of their own, and close with Escape', async ({
  page,
  expert,
}) => {
  const booking = await book(expert, 'Grace Hopper', dayAhead(2));
  await signIn(page, expert);
  await page.goto('/portal/bookings?q=grace');
  const row = page.getByRole('link', { name: 'Grace Hopper' });
  await row.click();
  await expect(page).toHaveURL(new RegExp(`/portal/bookings/${booking.uid}\\?q=grace`));
  const panel = page.getByRole('complementary', { name: 'Booking details' });
  const shows = async () => {
    await expect(panel.getByRole('heading', { name: 'Grace Hopper' })).toBeVisible();
    await expect(panel).toContainText('About the engine.');
    await expect(panel).toContainText('your client’s time, Tokyo');
    await expect(panel).toContainText('Grace Hopper booked');
  };
  await shows();
  await expect(panel).toBeFocused();
  await page.reload();
  await shows();
  await expect(row).toBeVisible();
  await panel.focus();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/portal\/bookings\?q=grace$/);
  await expect(row).toBeFocused();

  await page.setViewportSize({ width: 390, height: 844 });
  await row.click();
  await shows();
  await expect(row).toBeHidden();
});

test('details are one step of the history: closing them returns to the list', async ({ page, expert }) => {
  const first = await book(expert, 'Grace Hopper', dayAhead(2));
  const second = await book(expert, 'Mary Jackson', dayAhead(3));
  const panel = page.getByRole('complementary', { name: 'Booking details' });
  const list = /\/portal\/bookings$/;
  await signIn(page, expert);
  for (const size of [
    { width: 1280, height: 720 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size);
    await page.goto('/portal/event-types');
    await page.getByRole('link', { name: 'Bookings' }).first().click();
    await page.getByRole('link', { name: 'Grace Hopper' }).click();
    await panel.getByRole('link', { name: 'Next booking: Mary Jackson' }).click();
    await expect(page).toHaveURL(new RegExp(second.uid));
    // A reload keeps the previous page.
    await page.reload();
    await expect(panel.getByRole('heading', { name: 'Mary Jackson' })).toBeVisible();
    await panel.focus();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(list);
    await expect(panel).toBeHidden();
    await page.goBack();
    await expect(page).toHaveURL(/\/portal\/event-types$/);

    // Opened by its address, there is no previous page: the list replaces it.
    await page.goto(`/portal/bookings/${first.uid}`);
    await panel
      .getByRole('link', { name: /^(?:Close|Bookings)$/ })
      .filter({ visible: true })
      .click();
    await expect(page).toHaveURL(list);
    await page.goBack();
    await expect(page).toHaveURL(/\/portal\/event-types$/);
  }
});

test('on a phone the tabs show that there are more, and the page does not scroll sideways', async ({
  page,
  expert,
}) => {
  for (const days of [2, 3, 4]) await book(expert, 'Grace Hopper', dayAhead(days));
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, expert);
  for (const [language, more, less] of [
    ['de', 'data-more-right', 'data-more-left'],
    ['ar', 'data-more-left', 'data-more-right'],
  ] as const) {
    await page.goto(`/portal/bookings?lang=${language}`);
    const row = page.getByRole('tablist');
    const tabs = row.getByRole('tab');
    await expect(tabs.first()).toContainText('3');
    // As many as a busy expert has.
    await tabs.evaluateAll((all) => all.forEach((tab) => tab.append(' 1234')));
    await expect(row).toHaveAttribute(more, '');
    await expect(row).not.toHaveAttribute(less);
    await tabs.last().click();
    await expect(tabs.last()).toBeInViewport({ ratio: 0.99 });
    await expect(row).toHaveAttribute(less, '');
    await expect(row).not.toHaveAttribute(more);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  }
});

test('a cancellation can be undone, and is sent when it is not', async ({ page, expert }) => {
  const booking = await book(expert, 'Grace Hopper', dayAhead(2));
  const status = async () => (await expert.call<Booking>('GET', `/bookings/${booking.uid}`)).status;
  await signIn(page, expert);
  await page.goto(`/portal/bookings/${booking.uid}`);
  const panel = page.getByRole('complementary', { name: 'Booking details' });
  const cancel = async () => {
    await panel.getByRole('button', { name: 'Cancel…' }).click();
    const dialog = await openedDialog(page);
    await dialog.getByLabel('Message to your client').fill('The engine broke.');
    await dialog.getByRole('button', { name: 'Cancel booking' }).click();
    await expect(panel.getByText('Cancelling…')).toBeVisible();
  };
  await cancel();
  expect(await status()).toBe('confirmed');
  await panel.getByRole('button', { name: 'Undo' }).click();
  await expect(panel.getByText('Confirmed', { exact: true })).toBeVisible();
  expect(await status()).toBe('confirmed');

  await cancel();
  await expect(panel.getByText('Cancelled by you')).toBeVisible({ timeout: UNDO_MS + 7_000 });
  await expect(panel).toContainText('The engine broke.');
  await expect(panel).toContainText('You cancelled');
  expect(await status()).toBe('cancelled');
});

test('a cancellation waiting for its undo is sent when the page is left', async ({ page, expert }) => {
  const booking = await book(expert, 'Grace Hopper', dayAhead(2));
  await signIn(page, expert);
  await page.goto(`/portal/bookings/${booking.uid}`);
  await page.getByRole('button', { name: 'Cancel…' }).click();
  await page.getByRole('button', { name: 'Cancel booking' }).click();
  await expect(page.getByRole('button', { name: 'Undo' }).first()).toBeVisible();
  await page.goto('about:blank');
  await expect
    .poll(async () => (await expert.call<Booking>('GET', `/bookings/${booking.uid}`)).status)
    .toBe('cancelled');
});

test('a confirmed action is done although the page is left before the dialog has faded out', async ({
  page,
  expert,
}) => {
  const booking = await book(expert, 'Grace Hopper', dayAhead(2));
  await signIn(page, expert);
  await page.goto(`/portal/bookings/${booking.uid}`);
  await page.getByRole('button', { name: 'Cancel…' }).click();
  const agree = page.getByRole('button', { name: 'Cancel booking' });
  await agree.evaluate((button: HTMLElement) => {
    button.click();
    setTimeout(() => location.assign('/embed.js'));
  });
  await page.waitForURL('**/embed.js');
  await expect
    .poll(async () => (await expert.call<Booking>('GET', `/bookings/${booking.uid}`)).status)
    .toBe('cancelled');
});

test('rescheduling offers the free times and leads to the new booking', async ({ page, expert }) => {
  const day = dayAhead(2);
  const booking = await book(expert, 'Grace Hopper', day);
  await signIn(page, expert);
  await page.goto(`/portal/bookings/${booking.uid}`);
  await page.getByRole('button', { name: 'Reschedule…' }).click();
  const dialog = await openedDialog(page);
  await dialog.getByRole('button', { name: '15:00', exact: true }).click();
  await expect(dialog.getByLabel('Time', { exact: true })).toHaveValue('15:00');
  await dialog.getByRole('button', { name: 'Reschedule booking' }).click();
  await expect(page).not.toHaveURL(new RegExp(booking.uid));
  const panel = page.getByRole('complementary', { name: 'Booking details' });
  await expect(panel).toContainText('Rescheduled to this time');
  await expect(panel).toContainText('15:00');
  const former = await expert.call<Booking>('GET', `/bookings/${booking.uid}`);
  expect(former.status).toBe('rescheduled');
  await expect(page).toHaveURL(new RegExp(former.rescheduledTo ?? 'none'));
});

test('a group session is one entry with its attendees; changes arrive in place', async ({
  page,
  baseURL,
}) => {
  expect(baseURL).toBeTruthy();
  const expert = await createExpert({ seats: 4 });
  const first = await book(expert, 'Grace Hopper', dayAhead(2));
  await signIn(page, expert);
  await page.goto(`/portal/bookings/${first.uid}`);
  const list = page.getByRole('tabpanel');
  await expect(list).toContainText('1 of 4 places taken');
  await book(expert, 'Alan Turing', dayAhead(2));
  await expect(list.getByRole('link', { name: 'Alan Turing' })).toBeVisible();
  await expect(list.getByText(/places taken/)).toHaveText(/2 of 4 places taken/);
  // Open details stay open.
  const panel = page.getByRole('complementary', { name: 'Booking details' });
  await expect(panel.getByRole('heading', { name: 'Grace Hopper' })).toBeVisible();
  await expect(panel.getByRole('link', { name: /Alan Turing/ }).last()).toBeVisible();
});

test('a request is confirmed from the list, and leaves it', async ({ page, baseURL }) => {
  expect(baseURL).toBeTruthy();
  const expert = await createExpert({ requiresConfirmation: true });
  const booking = await book(expert, 'Grace Hopper', dayAhead(2));
  await signIn(page, expert);
  await page.goto('/portal/bookings?tab=pending');
  await expect(page.getByRole('tab', { name: /Pending/ })).toContainText('1');
  await page.getByRole('button', { name: 'Confirm Grace Hopper' }).click();
  await expect(page.getByText('No pending requests')).toBeVisible();
  await expect(page.getByRole('tab', { name: /Pending/ })).not.toContainText('1');
  expect((await expert.call<Booking>('GET', `/bookings/${booking.uid}`)).status).toBe('confirmed');
});

test('a client is erased from every booking, after a warning', async ({ page, expert }) => {
  const first = await book(expert, 'Grace Hopper', dayAhead(2));
  await book(expert, 'Grace Hopper', dayAhead(3));
  await book(expert, 'Mary Jackson', dayAhead(4));
  await signIn(page, expert);
  await page.goto(`/portal/bookings/${first.uid}`);
  const panel = page.getByRole('complementary', { name: 'Booking details' });
  await panel.getByRole('button', { name: 'Erase client data…' }).click();
  const dialog = await openedDialog(page, 'alertdialog');
  await expect(dialog).toContainText('Erase all data of Grace Hopper?');
  await dialog.getByRole('button', { name: 'Go back' }).click();
  await expect(panel.getByRole('heading', { name: 'Grace Hopper' })).toBeVisible();
  await panel.getByRole('button', { name: 'Erase client data…' }).click();
  await dialog.getByRole('button', { name: 'Erase permanently' }).click();
  await expect(page.getByText('Client data erased from 2 bookings')).toBeVisible();
  await expect(panel.getByRole('heading', { name: 'Erased client' })).toBeVisible();
  await expect(panel).toContainText('data was erased on');
  await expect(panel.getByRole('link', { name: /@/ })).toHaveCount(0);
  const rows = page.getByRole('tabpanel').getByRole('link', { name: /Grace|Mary|Erased/ });
  await expect(rows).toHaveText(['Mary Jackson']);
  await page.getByRole('tab', { name: /Cancelled/ }).click();
  await expect(rows).toHaveText(['Erased client', 'Erased client']);
});
