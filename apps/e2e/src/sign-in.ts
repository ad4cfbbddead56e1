import type { Page } from '@playwright/test';
import type { Expert } from './expert';
import { serverUrl } from './expert';

type Account = Pick<Expert, 'email' | 'password'>;

/** Signs the expert in through the page, as a person does. Ends on the dashboard. */
export async function signInByForm(page: Page, { email, password }: Account): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/portal');
}

/**
 * Gives the page's browser context a session of the expert. Loads no page: the next one that is loaded is signed in. The form costs
 * two page loads, and most tests are not about it.
 * @throws Error when the API refuses the account
 */
export async function signIn(page: Page, { email, password }: Account): Promise<void> {
  const context = page.context();
  const answer = await context.request.post(`${serverUrl()}/api/v1/auth/login`, {
    data: { email, password },
  });
  if (!answer.ok()) throw new Error(`signing in answered ${answer.status()}: ${await answer.text()}`);
  await context.addInitScript(() => {
    // Not on `about:blank`, which has no storage. Once, so that signing out is not undone by the next page load.
    if (location.origin === 'null' || localStorage.getItem('e2e_session_given')) return;
    localStorage.setItem('e2e_session_given', '1');
    localStorage.setItem('eb_signed_in', '1');
  });
}
