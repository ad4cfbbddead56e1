import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { openedDialog } from './dialogs';
import { test } from './expert';
import { signIn } from './sign-in';
import { slotButtons } from './slot-buttons';

test('a client finds the zone by city, country or abbreviation, and sees its current time', async ({
  page,
  expert,
}) => {
  await page.goto(expert.page);
  await expect(slotButtons(page).first()).toBeVisible();
  await page.getByRole('button', { name: /^Time zone: Berlin/ }).click();
  const dialog = await openedDialog(page);
  const options = dialog.getByRole('option');
  // The own zone first, and nearby ones.
  await expect(options.first()).toHaveText(/Berlin.*Germany.*\d\d:\d\d.*GMT\+[12]/s);
  const search = dialog.getByRole('combobox');
  await search.fill('Mumbai');
  await expect(options.first()).toHaveText(/Mumbai.*India · Kolkata.*GMT\+5:30/s);
  await search.fill('PST');
  await expect(options.first()).toHaveText(/Los Angeles.*United States.*GMT-[78]/s);
  await search.fill('Germany');
  await expect(options.first()).toHaveText(/Berlin.*Germany/s);
  await search.fill('nowhere at all');
  await expect(options).toHaveCount(0);
  await expect(dialog.getByText(/No time zone matches/)).toBeVisible();
  await search.fill('seattle');
  await expect(options).toHaveCount(1);
  const here = await page.evaluate(() =>
    new Date().toLocaleTimeString('en-GB', {
      timeZone: 'America/Los_Angeles',
      hour: '2-digit',
      minute: '2-digit',
    }),
  );
  await expect(options.first()).toContainText(here.slice(0, 3));
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('button', { name: /^Time zone: Los Angeles GMT-[78]\. Change$/ }),
  ).toBeFocused();
  await expect(page).toHaveURL(/tz=America(?:\/|%2F)Los_Angeles/);
});

test('zones are found by their own names when their places cannot be loaded', async ({ page, expert }) => {
  await page.goto(expert.page);
  await expect(slotButtons(page).first()).toBeVisible();
  await page.route('**/*.js', (route) => route.abort());
  await page.getByRole('button', { name: /^Time zone: Berlin/ }).click();
  const dialog = await openedDialog(page);
  await dialog.getByRole('combobox').fill('tokyo');
  await expect(dialog.getByRole('option').first()).toHaveText(/Tokyo.*GMT\+9/s);
});

test.describe('in India', () => {
  test.use({ timezoneId: 'Asia/Calcutta' });

  test('a city has its current name, whatever the browser calls its zone', async ({ page, expert }) => {
    await page.goto(expert.page);
    await expect(page.getByRole('button', { name: /^Time zone: Kolkata GMT\+5:30/ })).toBeVisible();
    await expect(slotButtons(page).first()).toBeVisible();
    await page.getByRole('button', { name: /^Time zone: Kolkata/ }).click();
    await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toHaveText(
      /Kolkata.*India/s,
    );
  });
});

test('an expert finds the zone in the same way in the settings', async ({ page, expert }) => {
  await signIn(page, expert);
  await page.goto('/portal/settings/region');
  const zone = page.getByLabel('Your time zone');
  await zone.fill('kyiv');
  await expect(page.getByRole('option').first()).toHaveText(/Kyiv.*Ukraine.*GMT\+[23]/s);
  await zone.press('Enter');
  await expect(zone).toHaveValue(/^Kyiv \(GMT\+[23]\)$/);
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.reload();
  await expect(zone).toHaveValue(/^Kyiv \(GMT\+[23]\)$/);
});
