import { expect } from '@playwright/test';
import type { Booking } from '@expertbook/contracts';
import { createHash } from 'node:crypto';
import { faultsOf } from './accessibility';
import { book, dayAhead } from './book';
import { createExpert, test } from './expert';
import { fillIn, openDay, slotButtons, soon } from './slot-buttons';

test('a chosen time is in the address: reload, share and back work', async ({ page, context, expert }) => {
  const name = await openDay(page, expert.page, 2);
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByLabel('Your name').fill('Grace Hopper');
  await expect(page).toHaveURL(/slot=\d{4}-/);
  const shared = page.url();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Your details' })).toBeVisible();
  await expect(page.getByLabel('Your name')).toHaveValue('Grace Hopper');
  await page.goBack();
  await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
  const other = await context.newPage();
  await other.goto(shared);
  await expect(other.getByRole('heading', { name: 'Your details' })).toBeVisible();
  await expect(other.getByText(name.split(', ')[0] ?? '').first()).toBeVisible();
});

test('the times come with the page: no request is needed before they can be clicked', async ({
  page,
  expert,
}) => {
  await page
    .context()
    .addCookies([{ name: 'tz', value: 'Europe/Berlin', url: new URL(expert.eventType.link).origin }]);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/slots?')) asked.push(request.url());
  });
  await page.goto(expert.page);
  await page.locator('#eb-first').waitFor({ state: 'detached' });
  await expect(slotButtons(page).first()).toBeVisible();
  const shown = (await page.locator('.eb-day-selected').getAttribute('data-date')) ?? '';
  expect(shown).toMatch(/^\d{4}-\d\d-\d\d$/);
  // The neighbouring months may be requested: they are prefetched.
  expect(asked.filter((url) => url.includes(`start=${shown.slice(0, 7)}`))).toEqual([]);
});

test('a time that another client is booking stays in its place and cannot be chosen', async ({
  browser,
  expert,
}) => {
  const [mine, theirs] = [
    await (await browser.newContext()).newPage(),
    await (await browser.newContext()).newPage(),
  ];
  const name = await openDay(mine, expert.page, 4);
  await openDay(theirs, expert.page, 4);
  await mine.getByRole('button', { name, exact: true }).click();
  const held = theirs.getByRole('button', {
    name: `${name}, on hold, someone else is booking it`,
    exact: true,
  });
  await expect(held).toBeVisible();
  await expect(held).toBeDisabled();
  await mine.getByRole('button', { name: 'Back to times' }).click();
  await expect(theirs.getByRole('button', { name, exact: true })).toBeEnabled();
});

for (const [lang, direction] of [
  ['ar', 'rtl'],
  ['de', 'ltr'],
] as const) {
  test(`the booking is in ${lang}, ${direction}, and accessible`, async ({ page, expert }) => {
    await page.goto(`${expert.page}?lang=${lang}&date=${soon()}`);
    await expect(page.locator('html')).toHaveAttribute('dir', direction);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.locator('[data-slot]').first()).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
    await page.locator('[data-slot]').nth(3).click();
    await expect(page.locator('#eb-form-title')).toBeFocused();
    await page.locator('[type=submit]').click();
    await expect(page.locator('[aria-invalid=true]').first()).toBeFocused();
    expect(await faultsOf(page)).toEqual([]);
    // No English is left.
    await expect(page.locator('main')).not.toContainText(/details|please|reserved|confirm/i);
    await page.locator('footer select').selectOption('en');
    await expect(page.getByRole('heading', { name: 'Your details' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
    await fillIn(page);
    await page.getByRole('button', { name: 'Confirm booking' }).click();
    await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
  });
}

test('an unconfirmed booking is withdrawn as a request', async ({ page }) => {
  const expert = await createExpert({ requiresConfirmation: true });
  const booking = await book(expert, 'Grace Hopper', dayAhead(3));
  await page.goto(booking.links.manage);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Withdraw this request?' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Keep request' })).toBeVisible();
  await page.getByRole('button', { name: 'Withdraw request' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('cancelled');
  expect((await expert.call<Booking>('GET', `/bookings/${booking.uid}`)).status).toBe('cancelled');
});

test('the expert’s colour is the accent of the page', async ({ page }) => {
  const expert = await createExpert();
  await expert.call('PATCH', '/experts/me', { brandColor: '#ffd400' });
  const accent = () =>
    page.evaluate(() => document.documentElement.style.getPropertyValue('--mat-sys-primary'));
  const slot = await openDay(page, expert.page, 7);
  const chosen = await accent();
  expect(chosen).toMatch(/^light-dark\(#/);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: slot, exact: true }).click();
  await fillIn(page);
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
  // As from the link in the mail.
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Intro call' })).toBeVisible();
  expect(await accent()).toBe(chosen);
});

test('a private session opens by its link alone, whose secret is removed from the address at once', async ({
  page,
}) => {
  const expert = await createExpert({ private: true });
  await page.goto(expert.page);
  await expect(page.getByRole('heading', { name: 'This event isn’t available' })).toBeVisible();
  const { url } = await expert.call<{ url: string }>('POST', `/event-types/${expert.eventType.id}/links`, {
    kind: 'one_off',
  });
  await page.goto('about:blank');
  await page.goto(url);
  await expect(slotButtons(page).first()).toBeVisible();
  expect(page.url()).not.toContain('link=');
  await page.reload();
  await slotButtons(page).first().click();
  await fillIn(page);
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
  await page.goto('about:blank');
  await page.goto(url);
  await expect(page.getByRole('heading', { name: 'This link has been used' })).toBeVisible();
});

test('an unknown address below the sign-in page leads to the sign-in page, once', async ({ page }) => {
  const documents: string[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest()) documents.push(new URL(request.url()).pathname);
  });
  await page.goto('/login/x');
  await expect(page).toHaveURL(/\/login$/);
  await expect(page.getByLabel('Email')).toBeVisible();
  expect(documents).toEqual(['/login/x']);
});

test('a page that needs a proof of work computes it, and books as usual', async ({ page, expert }) => {
  const salt = 'a1b2c3?expires=4102444800&';
  const challenge = createHash('sha256').update(`${salt}4321`).digest('hex');
  const proofs: (string | undefined)[] = [];
  await page.route('**/api/v1/holds', async (route) => {
    const proof = route.request().headers()['x-proof-of-work'];
    proofs.push(proof);
    if (proof) return route.continue();
    const asked = { algorithm: 'SHA-256', challenge, maxnumber: 10_000, salt, signature: 'x' };
    const body = JSON.stringify({ status: 428, code: 'proof_of_work_required', challenge: asked });
    return route.fulfill({ status: 428, contentType: 'application/problem+json', body });
  });
  const name = await openDay(page, expert.page, 2);
  const held = page.waitForResponse((answer) => answer.url().endsWith('/holds') && answer.status() === 201);
  await page.getByRole('button', { name, exact: true }).click();
  await held;
  expect(proofs[0]).toBeUndefined();
  const solution = JSON.parse(Buffer.from(proofs[1] ?? '', 'base64').toString()) as { number: number };
  expect(solution.number).toBe(4321);
});
