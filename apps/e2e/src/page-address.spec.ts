import { expect } from '@playwright/test';
import type { Me } from '@expertbook/contracts';
import { faultsOf } from './accessibility';
import { createExpert, test } from './expert';
import { signIn } from './sign-in';

const HANDLES = '**/api/v1/handles/*';

test('a handle is checked while it is typed, and saving decides', async ({ page, expert }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const [, handle] = /\/api\/v1\/handles\/(.+)$/.exec(request.url()) ?? [];
    if (handle) asked.push(handle);
  });
  const [other, gone] = [await createExpert(), await createExpert()];
  await gone.call('DELETE', '/auth/me', { password: gone.password });
  await signIn(page, expert);
  await page.goto('/portal/settings/profile');
  const box = page.getByRole('textbox', { name: 'Address of your page' });
  const said = page.locator('eb-handle-standing').getByRole('status');
  await expect(said).toHaveText('Yours');

  const wanted = `${expert.handle}-new`;
  await box.fill('');
  await box.pressSequentially(wanted, { delay: 20 });
  await expect(said).toHaveText('Free');
  // Once for all that was typed in one go, and not at all for the current one.
  expect(asked).toEqual([wanted]);
  await box.fill(other.handle);
  await expect(said).toHaveText('Taken');
  // Reserved for a while after its account is gone.
  await box.fill(gone.handle);
  await expect(said).toHaveText('Taken');
  await box.fill('dashboard');
  await expect(said).toHaveText(/^Not allowed: This word is reserved\./);
  await box.fill('Portal!');
  await expect(said).toHaveText(/^Not allowed: Use 3 to 40 lower-case letters/);
  await box.fill(expert.handle);
  await expect(said).toHaveText('Yours');
  expect(asked).toEqual([wanted, other.handle, gone.handle]);
  expect(await faultsOf(page)).toEqual([]);

  // It is taken between the check and the change.
  await page.route(HANDLES, (route) => route.fulfill({ json: { handle: other.handle, standing: 'free' } }));
  await box.fill(other.handle);
  await expect(said).toHaveText('Free');
  await page.getByRole('button', { name: 'Change address' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Change address' }).click();
  await expect(page.getByText('This address is already taken.')).toBeVisible();
  await expect(box).toBeFocused();
  await expect(said).toHaveText('');

  // Too many checks, or failing ones, do not prevent saving.
  await page.route(HANDLES, (route) =>
    route.fulfill({
      status: 429,
      contentType: 'application/problem+json',
      json: { type: 'about:blank', title: '', status: 429, detail: '', instance: '', code: 'rate_limited' },
    }),
  );
  await box.fill(wanted);
  await page.getByRole('button', { name: 'Change address' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Change address' }).click();
  await expect.poll(async () => (await expert.call<Me>('GET', '/auth/me')).expert?.handle).toBe(wanted);
  await page.unroute(HANDLES);
  await expect(said).toHaveText('Yours');
});
