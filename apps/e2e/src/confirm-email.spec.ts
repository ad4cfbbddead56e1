import { expect, test } from '@playwright/test';
import type { MailingApi } from './mailing-api';
import { startMailingApi } from './mailing-api';

const PASSWORD = 'four unrelated words here';

let server: MailingApi;
test.beforeAll(async () => (server = await startMailingApi({ REGISTRATION: 'invitation' })));
test.afterAll(() => server.close());

test('a new account confirms its address, then its page is public; it changes the address and sends an invitation', async ({
  page,
  browser,
}) => {
  await page.goto(`${server.url}/register`);
  await expect(page.getByText('We’ll send you a link to confirm it.')).toBeVisible();
  await page.getByLabel('Your name').fill('Ada Lovelace');
  await page.getByLabel('Email').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL('**/portal/onboarding');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('What can clients book?').fill('Intro');
  await page.getByRole('button', { name: 'Publish my page' }).click();
  await expect(page.getByRole('heading', { name: 'Your page is ready' })).toBeVisible();
  await expect(page.getByText('the link we sent to ada@example.com')).toBeVisible();
  const own = `${server.url}/ada-lovelace`;
  expect((await page.request.get(own)).status()).toBe(404);
  await page.getByRole('link', { name: 'Go to my dashboard' }).click();
  await expect(page.getByText('Confirm your email to publish your page.')).toBeVisible();
  // There is no link to a page that cannot be opened.
  await expect(page.getByText('Your page isn’t public yet.')).toBeVisible();
  const waysToPage = page
    .locator('a[href$="/ada-lovelace"]')
    .or(page.getByRole('button', { name: 'Copy my link' }));
  await expect(waysToPage).toHaveCount(0);
  await page.getByRole('button', { name: 'Account of Ada Lovelace' }).click();
  await expect(page.getByRole('menuitem', { name: 'Profile and settings' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'View my page' })).toHaveCount(0);
  await page.keyboard.press('Escape');

  // Another browser must also know the password.
  const elsewhere = await browser.newPage();
  const link = server.url + (await server.linkTo('ada@example.com'));
  await elsewhere.goto(link);
  await elsewhere.getByLabel('Password', { exact: true }).fill('not the password of it');
  await elsewhere.getByRole('button', { name: 'Confirm email address' }).click();
  await expect(elsewhere.getByText('Wrong password.')).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Email address confirmed' })).toBeVisible();
  expect((await page.request.get(own)).status()).toBe(200);

  await page.goto(`${server.url}/portal/settings#email`);
  const email = page.getByRole('region', { name: 'Email' });
  await email.getByLabel('New email address').fill('ada@example.org');
  await email.getByLabel('Your password').fill(PASSWORD);
  await email.getByRole('button', { name: 'Change email' }).click();
  await expect(email.getByText('Waiting for you to confirm ada@example.org.')).toBeVisible();
  await expect(page.getByText('Confirm your email to publish your page.')).toBeHidden();

  await page.getByRole('link', { name: 'Invitations', exact: true }).click();
  const invitations = page.getByRole('region', { name: 'Invitations' });
  await invitations.getByLabel('Email address').fill('grace@example.com');
  await invitations.getByRole('button', { name: 'Create invitation' }).click();
  const address = await invitations.getByLabel('Invitation link').inputValue();
  await elsewhere.goto(`${server.url}/register`);
  await expect(elsewhere.getByRole('heading', { name: 'You need an invitation' })).toBeVisible();
  await elsewhere.goto('about:blank');
  await elsewhere.goto(address);
  await expect(elsewhere.getByLabel('Email')).toHaveValue('grace@example.com');

  // The old mailbox stops the change: all sessions end, and a new password is chosen.
  await elsewhere.goto('about:blank');
  await elsewhere.goto(server.url + (await server.linkTo('ada@example.com', 2)));
  await elsewhere.getByRole('button', { name: 'Recover my account' }).click();
  await elsewhere.getByLabel('New password').fill('other unrelated words here');
  await elsewhere.getByRole('button', { name: 'Save password' }).click();
  await expect(elsewhere.getByRole('heading', { name: 'Your password has been changed' })).toBeVisible();
});
