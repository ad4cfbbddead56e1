import { expect } from '@playwright/test';
import { test } from './expert';
import { signIn } from './sign-in';

test('old addresses lead to their page and section, also when the page is loaded there', async ({
  page,
  expert,
}) => {
  await signIn(page, expert);
  await page.goto('/portal/settings#delete');
  await expect(page).toHaveURL(/\/portal\/settings\/account#delete$/);
  const title = page.getByRole('heading', { name: 'Delete account' });
  await expect(title).toBeFocused();
  await expect(title).toBeInViewport();
  await page.reload();
  await expect(title).toBeFocused();
  await expect(title).toBeInViewport();
  await page.goto('/portal/settings#nonsense');
  await expect(page).toHaveURL(/\/portal\/settings\/profile/);
});

test('unsaved changes cause a question before another page of the settings', async ({ page, expert }) => {
  await signIn(page, expert);
  await page.goto('/portal/settings');
  await page.getByLabel('Headline').fill('Half a thought');
  await page.getByRole('link', { name: 'Security', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stay here' }).click();
  await expect(page).toHaveURL(/\/settings\/profile$/);
  await expect(page.getByLabel('Headline')).toHaveValue('Half a thought');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the settings are in the bar, a list of pages, and each page leads back to it', async ({
    page,
    expert,
  }) => {
    await signIn(page, expert);
    await page.goto('/portal');
    await page.getByRole('navigation', { name: 'Portal' }).getByRole('link', { name: 'Settings' }).click();
    await expect(page).toHaveURL(/\/portal\/settings$/);
    await page
      .getByRole('main')
      .getByRole('link', { name: /^Security/ })
      .click();
    await expect(page.getByRole('heading', { level: 1, name: 'Security' })).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByRole('main').getByRole('link', { name: /^Account/ })).toBeVisible();
  });
});
