import { expect } from '@playwright/test';
import type { PublicExpertPage } from '@expertbook/contracts';
import { expectAccessible } from './accessibility';
import { test } from './expert';

test('a page is set up in German, a taken handle gets a proposal, and a lost connection loses nothing', async ({
  page,
  expert,
}) => {
  const email = `new-${expert.handle}@example.com`;
  await page.request.post('/api/v1/auth/register', {
    data: { name: 'Ada Lovelace', email, password: expert.password },
  });
  await page.goto('/login?lang=de');
  await page.getByLabel(/mail/i).fill(email);
  await page.getByLabel('Passwort', { exact: true }).fill(expert.password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/portal/onboarding');
  await expectAccessible(page);

  await page.getByLabel('Die Adresse Ihrer Seite').fill(expert.handle);
  await expect(page.getByText(/Diese Adresse ist vergeben/)).toBeVisible();
  await page.getByRole('button', { name: `„${expert.handle}-2“ verwenden` }).click();
  await expect(page.getByText('Verfügbar', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Weiter' }).click();

  await expect(page.getByText('Schritt 2 von 3')).toBeVisible();
  await expectAccessible(page);
  await page.route('**/api/v1/schedules**', (route) => route.abort());
  await page.getByRole('button', { name: 'Weiter' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.unroute('**/api/v1/schedules**');
  await page.getByRole('button', { name: 'Weiter' }).click();

  await expect(page.getByLabel('Was können Kunden buchen?')).toHaveValue('Kennenlerngespräch');
  await page.getByRole('button', { name: 'Meine Seite veröffentlichen' }).click();
  await expect(page.getByRole('heading', { name: 'Ihre Seite ist online' })).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole('link', { name: 'Seite ansehen' })).toHaveAttribute(
    'href',
    `/${expert.handle}-2`,
  );
});

test('Back leads to the previous step with its content, and a reload stays on the step', async ({
  page,
  expert,
}) => {
  await page.goto('/register');
  await page.getByLabel('Your name').fill('Ada Lovelace');
  await page.getByLabel('Email').fill(`back-${expert.handle}@example.com`);
  await page.getByLabel('Password', { exact: true }).fill(expert.password);
  await page.keyboard.press('Enter');
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  const next = () => page.getByRole('button', { name: 'Continue' }).click();
  const handle = page.getByLabel('The address of your page');
  const friday = page.getByRole('checkbox', { name: 'Friday' });
  const title = page.getByLabel('What can clients book?');

  await handle.fill(`${expert.handle}-back`);
  await next();
  await expect(heading('When do you work?')).toBeFocused();
  await friday.uncheck({ force: true });
  await next();
  await expect(heading('What do you offer?')).toBeVisible();
  await title.fill('Sparring');
  await page.reload();
  await expect(title).toHaveValue('Sparring');

  await page.goBack();
  await expect(heading('When do you work?')).toBeVisible();
  await expect(friday).not.toBeChecked();
  await page.goBack();
  await expect(heading('Claim your page')).toBeVisible();
  await expect(handle).toHaveValue(`${expert.handle}-back`);
  await expect(page.getByText('Available', { exact: true })).toBeVisible();
  await next();
  await expect(heading('When do you work?')).toBeVisible();
  await next();
  // The page's own button does the same.
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(heading('When do you work?')).toBeVisible();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(heading('Claim your page')).toBeVisible();
  await page.goForward();
  await expect(heading('When do you work?')).toBeVisible();
  await page.goForward();
  await expect(title).toHaveValue('Sparring');
  await page.getByRole('button', { name: 'Publish my page' }).click();
  await expect(heading('Your page is live')).toBeVisible();

  // A published event type is changed, not created twice.
  await page.goBack();
  await title.fill('Deep sparring');
  await page.getByRole('button', { name: 'Publish my page' }).click();
  await expect(page.getByText('Deep sparring')).toBeVisible();
  const { eventTypes } = (await (
    await page.request.get(`/api/v1/experts/${expert.handle}-back`)
  ).json()) as PublicExpertPage;
  expect(eventTypes.map((one) => one.title)).toEqual(['Deep sparring']);
});

test('a new expert has a bookable page in under a minute, by keyboard alone, and continues with the first steps', async ({
  page,
  expert,
}) => {
  const type = (text: string) => page.keyboard.type(text, { delay: 60 });
  const heading = (name: string) => page.getByRole('heading', { level: 1, name });
  await page.goto('/register');
  await page.getByLabel('Your name').focus();
  const begun = Date.now();
  await type('Ada Lovelace');
  await page.keyboard.press('Tab');
  await type(`quick-${expert.handle}@example.com`);
  await page.keyboard.press('Tab');
  await type(expert.password);
  await page.keyboard.press('Enter');

  // Each step focuses its heading; one Tab leads to the first field, where Enter sends it.
  await expect(heading('Claim your page')).toBeFocused();
  await expect(page.getByText('Available', { exact: true })).toBeVisible();
  await expect(page.getByLabel('The address of your page')).toHaveValue(/^ada-lovelace(?:-\d)?$/);
  const handle = await page.getByLabel('The address of your page').inputValue();
  for (const next of ['When do you work?', 'What do you offer?', 'Your page is live']) {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(heading(next)).toBeFocused();
  }
  expect(Date.now() - begun).toBeLessThan(60_000);

  // The copied link is stored: it is copied here, before there is a dashboard.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Go to my dashboard' }).click();
  const steps = page.getByRole('region', { name: 'First steps' });
  await expect(steps.getByRole('status')).toHaveText('3 of 5 done');
  await expect(steps.getByRole('listitem').filter({ hasText: 'Share your link' })).toContainText('Done:');
  await expectAccessible(page);
  const opened = page.waitForEvent('popup');
  await steps.getByRole('link', { name: 'View page' }).click();
  await expect(await opened).toHaveURL(new RegExp(`/${handle}$`));
  await expect(steps.getByRole('status')).toHaveText('4 of 5 done');

  await steps.getByRole('button', { name: 'Hide the first steps' }).click();
  await expect(steps).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(steps).toBeVisible();

  await steps.getByRole('link', { name: 'Edit profile' }).click();
  await page.getByLabel('Headline').fill('Analytical engines, explained');
  await page.getByRole('button', { name: 'Save profile' }).click();
  await expect(page.getByText('Saved. Your page is up to date.')).toBeVisible();
  const photo = await page.request.get('/icon-192.png');
  await page
    .locator('eb-photo-field input[type="file"]')
    .setInputFiles({ name: 'ada.png', mimeType: 'image/png', buffer: await photo.body() });
  await page.getByRole('button', { name: 'Use this photo' }).click();
  await expect(page.getByAltText('Your photo')).toBeVisible();
  await page.getByRole('link', { name: 'Dashboard' }).first().click();
  const complete = page.getByRole('region', { name: 'You are all set' });
  await expect(complete.getByRole('status')).toHaveText('5 of 5 done');
  await page.reload();
  await expect(page.getByText('Nothing booked in the next seven days')).toBeVisible();
  await expect(complete).toBeHidden();
});
