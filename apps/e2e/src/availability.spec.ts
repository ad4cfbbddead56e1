import { expect } from '@playwright/test';
import type { CreatedBooking, EventType, Schedule, SlotsResponse } from '@expertbook/contracts';
import { expectAccessible, faultsOf } from './accessibility';
import { dayAhead } from './book';
import { openedDialog } from './dialogs';
import { test } from './expert';
import { saveHours as save, usualWeek } from './hours';
import { signIn } from './sign-in';

test('unsaved changes are not lost by accident, and are kept after an error', async ({ page, expert }) => {
  const { id } = await usualWeek(expert);
  await signIn(page, expert);
  await page.goto(`/portal/availability/${id}`);
  await page.getByLabel('Name', { exact: true }).fill('Summer');
  await page.getByRole('link', { name: 'Availability' }).first().click();
  await page.getByRole('button', { name: 'Stay here' }).click();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await page.route('**/api/v1/schedules/*', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.fallback(),
  );
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('alert')).toContainText('could not reach the server');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Working hours');
  await expect(page.getByText('Not saved yet')).toBeVisible();
  await page.unroute('**/api/v1/schedules/*');
  await save(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Summer');
  await page.getByRole('link', { name: 'Availability' }).first().click();
  await expect(page).toHaveURL(/\/portal\/availability$/);
});

test('a date is closed, several days are an absence, and both can be undone', async ({ page, expert }) => {
  const { id } = await usualWeek(expert);
  await signIn(page, expert);
  await page.goto(`/portal/availability/${id}`);
  await page.getByRole('button', { name: 'Next month' }).click();
  const month = page.getByRole('grid');
  const cell = (day: number) => month.getByRole('button', { name: new RegExp(`\\b${day} \\w+`) }).first();

  await cell(10).click();
  const dialog = await openedDialog(page);
  // A dialog is in no landmark.
  expect(await faultsOf(page, { without: ['region'] })).toEqual([]);
  await dialog.getByRole('radio', { name: 'Unavailable' }).check();
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(cell(10)).toHaveAccessibleName(/Unavailable/);
  await expect(dialog).toHaveCount(0);

  // With the keyboard: a range by Shift and the arrows.
  await cell(16).focus();
  await cell(16).press('Shift+ArrowRight');
  await expect(cell(17)).toBeFocused();
  await cell(17).press('Shift+ArrowRight');
  await expect(cell(18)).toBeFocused();
  await page.keyboard.press('Enter');
  await openedDialog(page);
  await expect(dialog.getByRole('radio', { name: 'I’m away' })).toBeChecked();
  await dialog.getByLabel('Reason').fill('Conference');
  await expect(dialog.getByLabel('Reason')).toHaveValue('Conference');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  for (const day of [16, 17, 18]) await expect(cell(day)).toHaveAccessibleName(/Away: Conference/);

  // With the mouse: dragged over days.
  await cell(23).hover();
  await page.mouse.down();
  await cell(24).hover();
  await cell(25).hover();
  await page.mouse.up();
  await openedDialog(page);
  await dialog.getByRole('radio', { name: 'Different hours' }).check();
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(cell(24)).toHaveAccessibleName(/09:00/);

  await page.getByRole('button', { name: /^Remove the days away/ }).click();
  await expect(cell(17)).not.toHaveAccessibleName(/Away/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(cell(17)).toHaveAccessibleName(/Away: Conference/);
  await save(page);
  const saved = await expert.call<Schedule>('GET', `/schedules/${id}`);
  expect(saved.overrides.map(({ date, ranges }) => `${date.slice(8)}:${ranges.length}`)).toEqual([
    '10:0',
    '23:1',
    '24:1',
    '25:1',
  ]);
  expect(saved.outOfOffice).toEqual([
    { start: expect.stringMatching(/-16$/), end: expect.stringMatching(/-18$/), reason: 'Conference' },
  ]);
});

test('schedules are copied, renamed, made the default, deleted and restored', async ({ page, expert }) => {
  const { id } = await usualWeek(expert);
  await expert.call<EventType>('PATCH', `/event-types/${expert.eventType.id}`, { scheduleId: id });
  await signIn(page, expert);
  await page.goto('/portal/availability');
  await expectAccessible(page);
  const more = (name: string) => page.getByRole('button', { name: `More for ${name}`, exact: true });
  const menu = (name: string) => page.getByRole('menuitem', { name });

  await more('Working hours').click();
  await menu('Duplicate').click();
  const copy = page.getByRole('link', { name: 'Working hours (copy)' });
  await expect(copy).toBeVisible();
  await more('Working hours (copy)').click();
  await menu('Rename').click();
  await (await openedDialog(page)).getByLabel('Name').fill('Evenings');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Evenings' })).toBeVisible();

  await more('Working hours').click();
  await menu('Delete').click();
  await expect(page.getByText(/The default schedule can’t be deleted/)).toBeVisible();
  await more('Evenings').click();
  await menu('Make default').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Default' }).first()).toContainText('Evenings');
  await more('Working hours').click();
  await menu('Delete').click();
  await expect(page.getByText(/The event type "Intro call" uses this schedule/)).toBeVisible();

  await more('Working hours').click();
  await menu('Make default').click();
  await expect(page.getByText('“Working hours” is now your default.')).toBeVisible();
  await more('Evenings').click();
  await menu('Delete').click();
  await expect(page.getByRole('link', { name: 'Evenings' })).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Evenings' })).toBeVisible();
  const names = (await expert.call<Schedule[]>('GET', '/schedules')).map(({ name }) => name);
  expect(names).toEqual(['Working hours', 'Evenings']);
});

test('free times as seen by a visitor elsewhere, and why one is missing', async ({ page, expert }) => {
  const day = dayAhead(3);
  const slots = await expert.call<SlotsResponse>(
    'GET',
    `/experts/${expert.handle}/event-types/intro/slots?start=${day}&end=${day}&timeZone=Asia/Tokyo`,
  );
  const start = slots.slots[day]?.find((slot) => slot.start.slice(11, 16) >= '10:00')?.start ?? '';
  const { uid } = await expert.call<CreatedBooking>('POST', '/bookings', {
    eventTypeId: expert.eventType.id,
    start,
    attendee: { name: 'Grace Hopper', email: 'grace@example.com', timeZone: 'Asia/Tokyo' },
  });
  await signIn(page, expert);
  await page.goto('/portal/availability');
  const zone = page.getByLabel('Client’s time zone');
  await zone.fill('tokyo');
  await page.getByRole('option', { name: /Tokyo/ }).click();
  await expect(page.getByText(/\d+ free times/)).toBeVisible();
  await page.getByLabel('Date', { exact: true }).fill(day);
  await page.getByLabel('Time', { exact: true }).fill(start.slice(11, 16));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText('This time is not offered:')).toBeVisible();
  await expect(page.getByText(/^You have a booking/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open booking' })).toHaveAttribute(
    'href',
    `/portal/bookings/${uid}`,
  );
  const picture = page.locator('eb-day-picture');
  await expect(picture.getByRole('listitem').filter({ hasText: 'Working hours' })).toBeVisible();
  const booked = picture.getByRole('listitem').filter({ hasText: 'Booked' });
  await expect(booked.getByRole('link')).toHaveAttribute('href', `/portal/bookings/${uid}`);
  await expect(picture.getByText(/The time you asked about/)).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Time', { exact: true }).fill('20:00');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText('This time is offered.')).toBeVisible();
});

test('hours in a gap of a clock change cause a warning', async ({ page, expert }) => {
  const { id } = await usualWeek(expert);
  await signIn(page, expert);
  await page.goto(`/portal/availability/${id}`);
  await expect(page.getByRole('heading', { name: 'Weekly hours' })).toBeVisible();
  await expect(page.getByText('The clocks change in Berlin')).toBeHidden();
  await page.getByRole('switch', { name: 'Sunday, available' }).click();
  const from = page.getByLabel('Sunday, from');
  await from.fill('1:30');
  await from.press('Enter');
  await expect(page.getByText(/The time from 02:00 to 03:00 does not exist that day/)).toBeVisible();
  await expect(page.getByText(/The time from 02:00 to 03:00 happens twice/)).toBeVisible();
});

for (const language of ['de', 'ar'] as const) {
  test(`the pages are accessible in ${language}, dark, at 390 pixels`, async ({ page, expert }) => {
    const { id } = await usualWeek(expert);
    await signIn(page, expert);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ['/portal/availability', `/portal/availability/${id}`]) {
      await page.goto(`${path}?lang=${language}`);
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.dir)).toBe(language === 'ar' ? 'rtl' : 'ltr');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    }
  });
}
