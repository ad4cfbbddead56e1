import { expect } from '@playwright/test';
import { faultsOf } from './accessibility';
import { book, dayAhead } from './book';
import { test } from './expert';
import { signIn } from './sign-in';

test('a calendar address of an expert is shown once, and gives nothing once it is revoked', async ({
  page,
  expert,
}) => {
  await book(expert, 'Grace Hopper', dayAhead(2));
  await signIn(page, expert);
  await page.goto('/portal/settings/connections');
  const section = page.getByRole('region', { name: 'Your bookings in any calendar' });
  await section.getByText('Only busy times').click();
  await section.getByLabel('What is it for?').fill('Family');
  await section.getByRole('button', { name: 'Create address' }).dblclick();
  const address = (await section.getByText(/\/calendar-feeds\/[\w-]+\.ics$/).textContent()) ?? '';
  await expect(section.getByRole('link', { name: 'Open in calendar app' })).toHaveAttribute(
    'href',
    address.trim().replace(/^http/, 'webcal'),
  );
  await expect(section.getByRole('listitem')).toHaveText([/Family\s*Only busy times · not read yet/]);
  expect(await faultsOf(page)).toEqual([]);
  const file = await (await fetch(address.trim())).text();
  expect(file).toContain('SUMMARY:Busy');
  expect(file).not.toContain('Grace');

  await page.reload();
  await expect(section.getByRole('listitem')).toHaveText([/Family\s*Only busy times · last read on/]);
  await expect(section.getByText('.ics')).toHaveCount(0);
  await section.getByRole('button', { name: 'Revoke Family' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(section.getByRole('listitem')).toHaveCount(0);
  expect((await fetch(address.trim())).status).toBe(404);
});

test('a client subscribes to their booking', async ({ page, expert }) => {
  const { uid, manageToken } = await book(expert, 'Grace Hopper', dayAhead(2));
  await page.goto(`/bookings/${uid}#token=${manageToken}`);
  await page.getByRole('button', { name: 'Subscribe in your calendar' }).click();
  await expect(page.getByText('This booking stays up to date in your calendar')).toBeVisible();
  const webcal = await page.getByRole('link', { name: 'Open in calendar app' }).getAttribute('href');
  expect(await faultsOf(page)).toEqual([]);
  const file = await (await fetch(webcal?.replace('webcal', 'http') ?? '')).text();
  expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  expect(file).toContain('SUMMARY:Intro call: Ada Lovelace and Grace Hopper');
});
