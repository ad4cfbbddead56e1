import type { Page } from '@playwright/test';
import type { Expert } from './expert';

/** Signs the expert in through the page. */
export async function signIn(
  page: Page,
  { email, password }: Pick<Expert, 'email' | 'password'>,
): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/portal');
}
