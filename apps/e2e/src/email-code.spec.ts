import { expect } from '@playwright/test';
import { faultsOf } from './accessibility';
import { serverUrl, test } from './expert';
import { fillIn, openDay } from './slot-buttons';

/** The code that was mailed to the address. */
async function codeFor(email: string): Promise<string> {
  let code = '';
  await expect
    .poll(async () => {
      const answer = await fetch(`${serverUrl()}/api/inbox`, {
        headers: { accept: 'application/json', 'x-inbox-key': 'the-inbox-key-of-the-browser-tests' },
      });
      const { items } = (await answer.json()) as { items: { to: string; subject: string }[] };
      const subjects = items.filter(({ to }) => to.includes(email)).map(({ subject }) => subject);
      code =
        subjects.map((subject) => /\b\d{6}\b/.exec(subject)?.[0] ?? '').find((found) => found !== '') ?? '';
      return code;
    })
    .not.toBe('');
  return code;
}

test('a client confirms the email with a code, through another address, a reload and a wrong code', async ({
  page,
  expert,
}) => {
  await expert.call('PATCH', `/event-types/${expert.eventType.id}`, { requiresEmailCode: true });
  const email = `grace.${expert.handle}@example.com`;
  const slot = await openDay(page, expert.page, 3);
  await page.getByRole('button', { name: slot, exact: true }).click();
  await expect(page.getByText('We’ll email you a code to confirm it')).toBeVisible();
  await fillIn(page);
  await page.getByRole('textbox', { name: /^Anything you’d like/ }).fill('About the engine.');
  await page.getByRole('button', { name: 'Confirm booking' }).click();

  const code = page.getByLabel('6-digit code');
  await expect(page.getByText('We sent a 6-digit code to')).toBeVisible();
  await expect(code).toBeFocused();
  await expect(page.getByText('Reserved for you')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  // The wrong address: everything else is unchanged.
  await page.getByRole('button', { name: 'Use a different email' }).click();
  await expect(page.getByLabel('Email', { exact: true })).toBeFocused();
  await page.getByLabel('Email', { exact: true }).fill(email);
  await expect(page.getByRole('textbox', { name: /^Anything you’d like/ })).toHaveValue('About the engine.');
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  const right = await codeFor(email);

  // After a reload the form is unchanged, and the earlier code is still valid.
  await page.reload();
  await expect(page.getByLabel('Email', { exact: true })).toHaveValue(email);
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(code).toBeFocused();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Enter all 6 digits.')).toBeVisible();
  await expect(code).toBeFocused();
  await code.fill(String((Number(right) + 1) % 1_000_000).padStart(6, '0'));
  await page.keyboard.press('Enter');
  await expect(page.getByText('That code isn’t right. 4 tries left.')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await code.fill(`${right.slice(0, 3)} ${right.slice(3)}`);
  await expect(code).toHaveValue(right);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
  await expect(page.getByText('About the engine.')).toBeVisible();
});
