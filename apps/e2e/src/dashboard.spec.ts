import { expect } from '@playwright/test';
import type { Booking, EventType } from '@expertbook/contracts';
import { book, dayAhead } from './book';
import { contrastOf } from './contrast';
import { openedDialog } from './dialogs';
import { createExpert, test } from './expert';
import { signIn } from './sign-in';

test('the dashboard answers requests, shows actions of clients live, and links to the call', async ({
  page,
}) => {
  const expert = await createExpert({ requiresConfirmation: true });
  const first = await book(expert, 'Grace', dayAhead(3));
  await book(expert, 'Alan', dayAhead(4));
  await signIn(page, expert);
  await page.goto('/portal');
  const requests = page.getByRole('region', { name: /^Awaiting your response/ });
  const tile = (name: string) => page.getByRole('definition').and(page.locator(`dt:text-is("${name}") + dd`));
  await expect(requests.getByRole('listitem')).toHaveCount(2);
  await expect(tile('awaiting your response')).toHaveText('2');

  await requests.getByRole('button', { name: 'Confirm Grace' }).click();
  await expect(requests.getByRole('listitem')).toHaveCount(1);
  await expect(tile('awaiting your response')).toHaveText('1');
  const next = page.getByRole('region', { name: /^Next up/ });
  await expect(next).toContainText('Grace');
  const { meetingUrl } = await expert.call<Booking>('GET', `/bookings/${first.uid}`);
  await expect(next.getByRole('link', { name: 'Join' })).toHaveAttribute('href', meetingUrl ?? 'none');
  await expect(next.getByRole('link', { name: 'Details' })).toHaveAttribute(
    'href',
    `/portal/bookings/${first.uid}`,
  );

  // Without a reload: another client sends a request, and the confirmed one cancels.
  await book(expert, 'Mary', dayAhead(5));
  await expect(requests.getByRole('listitem')).toHaveCount(2);
  await expert.call('POST', `/bookings/${first.uid}/cancel`, {});
  await expect(next).toHaveCount(0);
});

test('a group is one entry on the dashboard, however many attendees it has', async ({ page }) => {
  const expert = await createExpert({ seats: 4 });
  await book(expert, 'Grace Hopper', dayAhead(2));
  await book(expert, 'Alan Turing', dayAhead(2));
  await signIn(page, expert);
  await page.goto('/portal');
  const tile = (name: string) => page.getByRole('definition').and(page.locator(`dt:text-is("${name}") + dd`));
  await expect(tile('sessions')).toHaveText('1');
  const next = page.getByRole('region', { name: /^Next up/ });
  await expect(next).toContainText('Intro call');
  await expect(next).toContainText('2 of 4 places taken');
  await expect(next).not.toContainText('Grace');
  await book(expert, 'Mary Shelley', dayAhead(2));
  await expect(next).toContainText('3 of 4 places taken');
  await expect(page.getByRole('link', { name: 'Mary Shelley' })).toBeVisible();
  await expect(tile('sessions')).toHaveText('1');
});

test('a long list continues where it ended, and a request is declined from it', async ({ page }) => {
  const expert = await createExpert({ requiresConfirmation: true });
  for (let index = 0; index < 27; index++)
    await book(expert, `Client${index}`, dayAhead(3 + (index % 3)), '00:00');
  await signIn(page, expert);
  await page.goto('/portal/bookings?tab=pending');
  const rows = page.getByRole('tabpanel').getByRole('link', { name: /^Client/ });
  await expect(rows).toHaveCount(25);
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect(rows).toHaveCount(27);
  await expect(page.getByRole('button', { name: 'Load more' })).toHaveCount(0);
  expect(new Set(await rows.allTextContents()).size).toBe(27);

  await page.getByRole('button', { name: 'Decline Client0', exact: true }).click();
  const dialog = await openedDialog(page);
  await dialog.getByLabel('Message to your client').fill('Fully booked that week.');
  await dialog.getByRole('button', { name: 'Decline request' }).click();
  await expect(page.getByRole('button', { name: 'Undo' }).first()).toBeVisible();
  await page.goto('/portal/bookings?tab=cancelled');
  await expect(page.getByRole('link', { name: 'Client0' })).toBeVisible();
  const { items } = await expert.call<{ items: Booking[] }>('GET', '/bookings?status=declined');
  expect(items.map(({ attendee, cancelReason }) => [attendee.name, cancelReason])).toEqual([
    ['Client0', 'Fully booked that week.'],
  ]);
});

test('event types are duplicated, hidden and switched off from their cards', async ({ page, expert }) => {
  await signIn(page, expert);
  await page.goto('/portal/event-types');
  const more = async (name: string, item: string) => {
    await page.getByRole('button', { name: `More for ${name}`, exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await more('Intro call', 'Duplicate');
  await expect(page.getByLabel('Title')).toHaveValue('Intro call (copy)');
  await page.getByRole('button', { name: 'Create event type' }).click();
  await expect(page).toHaveURL(/\/portal\/event-types$/);
  await more('Intro call', 'Hide from my page');
  await expect(page.getByText('Hidden', { exact: true })).toHaveCount(1);
  await page.getByRole('switch', { name: /^Intro call \(copy\)/ }).click();
  await expect(page.getByText('Inactive', { exact: true })).toHaveCount(1);
  await expect
    .poll(async () =>
      (await expert.call<EventType[]>('GET', '/event-types')).map(({ title, hidden, active }) => [
        title,
        hidden,
        active,
      ]),
    )
    .toEqual([
      ['Intro call', true, true],
      ['Intro call (copy)', false, false],
    ]);
  await page.goto(`/${expert.handle}`);
  await expect(page.getByText('Nothing available right now')).toBeVisible();
});

test('finished first steps are collapsed to a line each, one of them open at a time', async ({
  page,
  expert,
}) => {
  await signIn(page, expert);
  await page.goto('/portal');
  const steps = page.getByRole('region', { name: 'First steps' });
  const [hours, event] = ['Set your hours', 'Create your first event type'].map((name) =>
    steps.getByRole('button', { name }),
  );
  const toHours = steps.getByRole('link', { name: 'Edit hours' });
  await expect(hours!).toHaveAttribute('aria-expanded', 'false');
  await expect(toHours).toBeHidden();
  // Open steps are expanded, and cannot be collapsed.
  await expect(steps.getByRole('listitem').filter({ hasText: 'To do:' }).first()).toContainText('Add a');
  await hours!.click();
  await expect(hours!).toHaveAttribute('aria-expanded', 'true');
  await expect(toHours).toBeVisible();
  await event!.press('Enter');
  await expect(steps.getByText('Intro call')).toBeVisible();
  await expect(hours!).toHaveAttribute('aria-expanded', 'false');
  await expect(toHours).toBeHidden();
  await event!.press('Enter');
  await expect(steps.getByText('Intro call')).toBeHidden();
});

test("the number of open requests next to the dashboard's name is readable in the light and the dark theme", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const expert = await createExpert({ requiresConfirmation: true });
  await book(expert, 'Grace', dayAhead(3));
  await signIn(page, expert);
  const badge = page.getByRole('link', { name: /^Dashboard/ }).getByText('1', { exact: true });
  // On its own page it is on the colour of the current page, elsewhere on that of the list.
  for (const path of ['/portal', '/portal/availability']) {
    await page.goto(path);
    await expect(badge).toBeVisible();
    for (const theme of ['light', 'dark']) {
      await page.evaluate((wanted) => (document.documentElement.dataset['theme'] = wanted), theme);
      await expect.poll(() => contrastOf(badge)).toBeGreaterThanOrEqual(4.5);
    }
  }
});
