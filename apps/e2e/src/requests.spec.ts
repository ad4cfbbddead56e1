import { expect } from '@playwright/test';
import { faultsOf } from './accessibility';
import { book, dayAhead } from './book';
import type { Expert } from './expert';
import { createExpert, serverUrl, test } from './expert';
import { signIn } from './sign-in';

/** Path, with the token, of the link in the mail about a request. */
async function answerLink({ email }: Expert, uid: string): Promise<string> {
  let link = '';
  await expect
    .poll(async () => {
      const answer = await fetch(`${serverUrl()}/api/inbox`, {
        headers: { accept: 'application/json', 'x-inbox-key': 'the-inbox-key-of-the-browser-tests' },
      });
      const { items } = (await answer.json()) as { items: { to: string; text: string }[] };
      const pattern = new RegExp(`/account/requests/${uid}#token=[\\w-]+`);
      const texts = items.filter(({ to }) => to.includes(email)).map(({ text }) => text);
      link = texts.map((text) => pattern.exec(text)?.[0] ?? '').find((found) => found !== '') ?? '';
      return link;
    })
    .not.toBe('');
  return link;
}

test("a request is confirmed from its mail by keyboard, signed out, and the client's open page shows it at once", async ({
  page,
  browser,
}) => {
  const expert = await createExpert({ requiresConfirmation: true });
  const booked = await book(expert, 'Grace Hopper', dayAhead(3));
  const { pathname, hash } = new URL(booked.links.manage);
  const context = await browser.newContext({ baseURL: serverUrl() });
  const client = await context.newPage();
  await client.goto(pathname + hash);
  await expect(client.locator('#eb-standing')).toBeVisible();
  // Until when the expert can respond.
  await expect(client.locator('#eb-standing + p')).toContainText('Ada Lovelace has until');
  // Only a push can be in time.
  await client.clock.install();

  await page.goto(await answerLink(expert, booked.uid));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Grace Hopper requested a time with you');
  await expect(page.getByText('About the engine.')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  const confirm = page.getByRole('button', { name: 'Confirm', exact: true });
  for (let presses = 0; presses < 9; presses++) {
    await page.keyboard.press('Tab');
    if (await confirm.evaluate((button) => button === document.activeElement)) break;
  }
  await expect(confirm).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Booking confirmed');
  expect(await faultsOf(page)).toEqual([]);
  await expect(client.getByRole('heading', { name: 'Your booking is confirmed' })).toBeVisible({
    timeout: 5000,
  });

  // The second click, and a reload, show the outcome.
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Booking confirmed');
  await expect(page.getByText('Grace Hopper')).toHaveCount(0);
  await context.close();
});

test('a request is declined from its mail with a reason, after a cancelled attempt and a broken connection', async ({
  page,
}) => {
  const expert = await createExpert({ requiresConfirmation: true });
  const booked = await book(expert, 'Grace Hopper', dayAhead(3));
  await page.goto(await answerLink(expert, booked.uid));
  await page.getByRole('button', { name: 'Decline' }).click();
  await expect(page.getByRole('heading', { name: 'Decline this request?' })).toBeFocused();
  await page.getByRole('button', { name: 'Go back' }).click();
  await expect(page.getByRole('button', { name: 'Decline' })).toBeFocused();
  await page.getByRole('button', { name: 'Decline' }).click();
  await page.getByLabel('Reason').fill('I am at sea.');
  await page.route('**/api/v1/requests/**', (route) => route.abort());
  await page.getByRole('button', { name: 'Decline request' }).click();
  await expect(page.getByRole('alert')).toContainText('Nothing was changed.');
  expect(await faultsOf(page)).toEqual([]);
  await page.unroute('**/api/v1/requests/**');
  await page.getByRole('button', { name: 'Decline request' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Request declined');
  const seen = await expert.call<{ status: string; cancelReason: string }>('GET', `/bookings/${booked.uid}`);
  expect([seen.status, seen.cancelReason]).toEqual(['declined', 'I am at sea.']);
});

test('an invalid link shows a message, and leads on', async ({ page }) => {
  for (const address of ['/account/requests/none#token=none', '/account/requests/none']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link doesn’t work');
  }
});

test('the dashboard has every request, however far ahead, the most urgent first, and the navigation counts them', async ({
  page,
}) => {
  const expert = await createExpert({ requiresConfirmation: true });
  await book(expert, 'Later Lee', dayAhead(40));
  await signIn(page, expert);
  await page.goto('/portal');
  const requests = page.getByRole('region', { name: /^Awaiting your response/ });
  const items = requests.getByRole('listitem');
  const badge = page.getByRole('navigation').getByRole('link', { name: /awaiting your response$/ });
  await expect(items).toHaveCount(1);
  await expect(items).toContainText('Respond by');
  await expect(badge).toHaveText(/1 request awaiting/);

  // A more urgent one moves ahead, live.
  await expert.call('PATCH', `/event-types/${expert.eventType.id}`, { responseHours: 2 });
  await book(expert, 'Soon Sue', dayAhead(20));
  await expect(items).toHaveCount(2);
  await expect(items.first()).toContainText('Soon Sue');
  await expect(badge).toHaveText(/2 requests awaiting/);
  await page.goto('/portal/calendar');
  await expect(badge).toBeVisible();
  await page.goto('/portal');
  await requests.getByRole('button', { name: 'Confirm Soon Sue' }).click();
  await expect(items).toHaveCount(1);
  await expect(badge).toHaveText(/1 request awaiting/);
});

test('the time to respond is set where bookings need confirmation', async ({ page }) => {
  const expert = await createExpert({ requiresConfirmation: true });
  await signIn(page, expert);
  await page.goto(`/portal/event-types/${expert.eventType.id}`);
  await page.locator('details[data-fields*="requiresConfirmation"] summary').click();
  const field = page.getByLabel('Time to respond');
  await expect(field).toHaveValue(/.+/);
  await field.selectOption({ label: '12 h' });
  await page.getByRole('button', { name: /^Save/ }).first().click();
  await expect
    .poll(async () => {
      const type = await expert.call<{ responseHours: number }>('GET', `/event-types/${expert.eventType.id}`);
      return type.responseHours;
    })
    .toBe(12);
});
