import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Schedule } from '@expertbook/contracts';
import { book, dayAhead } from './book';
import type { Expert } from './expert';
import { createExpert, test } from './expert';
import { signIn } from './sign-in';

/** Presses a button with the keyboard. */
async function press(button: Locator): Promise<void> {
  await button.press('Enter');
}

/** Confirms the dialog, once it has the focus. */
async function answer(page: Page, yes: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Message to your client')).toBeFocused();
  await press(dialog.getByRole('button', { name: yes }));
}

/** The focus is on a usable element, and in `part`. */
async function expectFocusIn(part: Locator): Promise<void> {
  await expect(part.locator(':focus')).toHaveCount(1);
}

async function open(page: Page, expert: Expert, path: string): Promise<void> {
  await signIn(page, expert);
  await page.goto(path);
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
}

test('answering requests with the keyboard continues with the next one', async ({ page }) => {
  const expert = await createExpert({ requiresConfirmation: true });
  for (const name of ['Ann', 'Bea', 'Cleo']) await book(expert, name, dayAhead(2));
  await open(page, expert, '/portal/bookings?tab=pending');
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name }).last();
  await press(page.getByRole('button', { name: 'Confirm Ann' }));
  await expect(page.getByRole('button', { name: 'Confirm Ann' })).toHaveCount(0);
  await expectFocusIn(row('Bea'));
  await press(page.getByRole('button', { name: 'Confirm Cleo' }));
  await expect(page.getByRole('button', { name: 'Confirm Cleo' })).toHaveCount(0);
  await expectFocusIn(row('Bea'));

  await press(page.getByRole('button', { name: 'Decline Bea' }));
  await answer(page, 'Decline request');
  const undo = page.getByRole('button', { name: 'Undo' }).last();
  await press(undo);
  await expect(page.getByRole('button', { name: 'Confirm Bea' })).toBeVisible();
  await expectFocusIn(page.getByRole('main'));
});

test('in the details of a booking the focus stays inside', async ({ page, expert }) => {
  const booking = await book(expert, 'Ann', dayAhead(2));
  await open(page, expert, `/portal/bookings/${booking.uid}`);
  const panel = page.getByRole('complementary', { name: 'Booking details' });
  await press(panel.getByRole('button', { name: 'Cancel…' }));
  await answer(page, 'Cancel booking');
  await expect(panel.getByText('Cancelling…')).toBeVisible();
  await expectFocusIn(panel);
  await press(panel.getByRole('button', { name: 'Undo' }));
  await expect(panel.getByRole('button', { name: 'Cancel…' })).toBeVisible();
  await expectFocusIn(panel);
});

test('removing hours, sites and questions moves the focus to a neighbour', async ({ page, expert }) => {
  const [schedule] = await expert.call<Schedule[]>('GET', '/schedules');
  const twice = [
    { start: '09:00', end: '12:00' },
    { start: '13:00', end: '17:00' },
  ];
  await expert.call('PATCH', `/schedules/${schedule?.id ?? ''}`, {
    weekly: [0, 1, 2, 3, 4, 5, 6].map((day) => (day === 1 ? twice : [])),
    outOfOffice: [{ start: '2030-01-01', end: '2030-01-02' }],
  });
  await open(page, expert, `/portal/availability/${schedule?.id}`);
  await press(page.getByRole('button', { name: 'Remove these hours of Monday' }).first());
  await expect(page.getByRole('button', { name: 'Remove these hours of Monday' })).toHaveCount(1);
  await expectFocusIn(page.getByRole('main'));
  await press(page.getByRole('button', { name: /^Remove the days away/ }));
  await expect(page.getByRole('button', { name: /^Remove the days away/ })).toHaveCount(0);
  await expectFocusIn(page.getByRole('main'));
  await press(page.getByRole('button', { name: 'Discard changes' }));
  await expect(page.getByRole('button', { name: 'Discard changes' })).toHaveCount(0);
  await expectFocusIn(page.getByRole('main'));

  await page.goto('/portal/settings#sites');
  const site = page.getByLabel('Add a website');
  for (const name of ['https://one.example', 'https://two.example']) {
    await site.fill(name);
    await site.press('Enter');
    await expect(page.getByRole('button', { name: `Remove ${name}` })).toBeVisible();
    await expect(site).toHaveValue('');
  }
  await press(page.getByRole('button', { name: 'Remove https://one.example' }));
  await expect(page.getByRole('button', { name: 'Remove https://one.example' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Remove https://two.example' })).toBeFocused();
});
