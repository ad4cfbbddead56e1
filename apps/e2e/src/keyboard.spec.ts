import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Booking } from '@expertbook/contracts';
import { createExpert, test } from './expert';
import { slotButtons } from './slot-buttons';

type Role = Parameters<Page['getByRole']>[0];

test('the whole booking by keyboard alone: zone, month, week, day, time, form, calendar, cancelled', async ({
  page,
}) => {
  const expert = await createExpert({
    durations: [30, 60],
    questions: [
      { id: 'topic', kind: 'select', label: 'Topic', required: true, options: ['Engines', 'Looms'] },
      { id: 'terms', kind: 'checkbox', label: 'I have read the notes', required: true },
    ],
  });
  const { keyboard } = page;
  const focused = (role: Role, name: string | RegExp) =>
    expect(page.getByRole(role, { name, exact: typeof name === 'string' })).toBeFocused();
  const onTo = async (role: Role, name: string | RegExp) => {
    await keyboard.press('Tab');
    await focused(role, name);
  };
  const backTo = async (role: Role, name: string | RegExp) => {
    await keyboard.press('Shift+Tab');
    await focused(role, name);
  };
  const day = (date: string) => new RegExp(`^\\w+, ${date}, (?:\\d+ times?|no times) free$`);

  await page.goto(expert.page);
  await expect(slotButtons(page).first()).toBeVisible();

  // The duration, by arrows.
  await onTo('link', 'Ada Lovelace, all sessions');
  await onTo('radio', '30 min');
  await keyboard.press('ArrowRight');
  await focused('radio', '1 h');
  await expect(page).toHaveURL(/duration=60/);

  // The visitor's zone: searched by its city, found with the current offset.
  await onTo('button', /^Time zone: Berlin GMT\+\d\. Change$/);
  await keyboard.press('Enter');
  await focused('combobox', 'Search city, country or offset');
  await keyboard.type('toky');
  await expect(page.getByRole('dialog').getByRole('option')).toHaveText(/Tokyo.*Japan.*\d\d:\d\d.*GMT\+9/s);
  await keyboard.press('Enter');
  await focused('button', 'Time zone: Tokyo GMT+9. Change');
  await expect(page).toHaveURL(/tz=Asia(?:\/|%2F)Tokyo/);

  // The view and the hour cycle: the week and back, twelve hours and back.
  await onTo('button', 'Month');
  await onTo('button', 'Week');
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/view=week/);
  await expect(page.locator('eb-week-view [data-slot]').first()).toBeVisible();
  await backTo('button', 'Month');
  await keyboard.press('Enter');
  await expect(page).toHaveURL(/view=month/);
  await onTo('button', 'Week');
  await onTo('button', 'List');
  await onTo('button', '12h');
  await keyboard.press('Space');
  await expect(page.getByRole('button', { name: /^\d+:\d\d.[ap]m, / }).first()).toBeVisible();
  await onTo('button', '24h');
  await keyboard.press('Space');

  // The month, and the first day of its weeks.
  const month = page.locator('#eb-month');
  const present = await month.innerText();
  await onTo('button', 'Next month');
  await keyboard.press('Enter');
  await expect(month).not.toHaveText(present);
  const next = await month.innerText();
  const first = `1 ${next}`;
  await focused('button', 'Next month');
  await backTo('button', 'Previous month');
  await keyboard.press('Tab');
  await onTo('combobox', 'First day of the week');
  await expect(page.getByRole('columnheader').first()).toHaveText(/Mon/);
  await keyboard.press('ArrowDown');
  await focused('combobox', 'First day of the week');
  await expect(page.locator('th').first()).toHaveAttribute('abbr', 'Sunday');

  // Days, across months and back.
  await onTo('button', day(first));
  await keyboard.press('ArrowDown');
  await focused('button', day(first.replace('1', '8')));
  await keyboard.press('ArrowRight');
  await focused('button', day(first.replace('1', '9')));
  await keyboard.press('PageDown');
  await expect(month).not.toHaveText(next);
  await keyboard.press('PageUp');
  await focused('button', day(first.replace('1', '9')));
  for (const key of ['ArrowUp', 'ArrowLeft', 'Enter']) await keyboard.press(key);
  await focused('button', day(first));

  // The times.
  await onTo('button', new RegExp(`^00:00, \\w+, ${first}, Tokyo time$`));
  await keyboard.press('Enter');
  await focused('heading', 'Your details');
  await expect(page.getByText('Reserved for you')).toBeVisible();

  // In another zone: the same instant, on another day.
  const moment = new URL(page.url()).searchParams.get('slot');
  await backTo('button', 'Back to times');
  await backTo('button', 'Time zone: Tokyo GMT+9. Change');
  await keyboard.press('Enter');
  await focused('combobox', 'Search city, country or offset');
  await keyboard.type('berlin');
  await keyboard.press('Enter');
  await focused('button', /^Time zone: Berlin GMT\+\d\. Change$/);
  await expect(page.getByRole('article')).toContainText(/In Berlin this is \w+,? \d+ \w+\./);
  expect(new URL(page.url()).searchParams.get('slot')).toBe(moment);

  // The form with its questions; Enter twice makes one booking.
  await onTo('button', 'Back to times');
  await onTo('textbox', 'Your name');
  await keyboard.type('Grace Hopper');
  await onTo('textbox', 'Email');
  await keyboard.type('grace@example.com');
  await onTo('button', 'Add guests');
  await onTo('combobox', 'Topic');
  await keyboard.type('Looms');
  await onTo('checkbox', 'I have read the notes');
  await keyboard.press('Space');
  await onTo('textbox', /Anything you’d like to share/);
  await onTo('button', 'Confirm booking');
  await Promise.all([keyboard.press('Enter'), keyboard.press('Enter')]);
  await focused('heading', 'You’re booked');
  const { items } = await expert.call<{ items: Booking[] }>('GET', '/bookings');
  expect(items).toMatchObject([{ answers: { topic: 'Looms', terms: true } }]);
  expect(Date.parse(items[0]?.start ?? '')).toBe(Date.parse(moment ?? ''));

  // To the own calendar, and back.
  await onTo('button', 'Calendar file (.ics)');
  for (const name of ['Google', 'Outlook', 'Office 365', 'Yahoo'])
    await onTo('link', `${name}, opens a new tab`);
  await onTo('button', 'Subscribe in your calendar');
  await onTo('link', /^https:\/\/meet/);
  await onTo('link', /Join the call/);
  await onTo('button', 'Reschedule');
  await onTo('button', 'Cancel');
  await keyboard.press('Enter');
  await focused('heading', 'Cancel this booking?');
  await onTo('textbox', /^Reason/);
  await keyboard.type('Something came up');
  await onTo('button', 'Keep booking');
  await onTo('button', 'Cancel booking');
  await keyboard.press('Enter');
  await focused('heading', 'This booking is cancelled');
  const cancelled = await expert.call<{ items: Booking[] }>('GET', '/bookings?status=cancelled');
  expect(cancelled.items).toMatchObject([{ cancelReason: 'Something came up', cancelledBy: 'client' }]);
});
