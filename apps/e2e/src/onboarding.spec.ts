import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { test } from './expert';

async function expectAccessible(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

test('a page is set up in German, a taken address gets a proposal, and a lost connection loses nothing', async ({
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
  await expect(page.getByText(/Diese Adresse hat schon jemand/)).toBeVisible();
  await page.getByRole('button', { name: `Stattdessen „${expert.handle}-2“ nehmen` }).click();
  await expect(page.getByText('Frei', { exact: true })).toBeVisible();
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
