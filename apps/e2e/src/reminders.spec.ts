import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { DailyAgenda, EventTypeMessages } from '@expertbook/contracts';
import { faultsOf } from './accessibility';
import { book, dayAhead } from './book';
import type { Expert } from './expert';
import { createExpert, serverUrl, test } from './expert';
import { signIn } from './sign-in';

const messagesOf = (expert: Expert) =>
  expert.call<EventTypeMessages>('GET', `/event-types/${expert.eventType.id}/messages`);

/** Opens the section of the form. */
async function openReminders(page: Page, expert: Expert): Promise<void> {
  await page.goto(`/portal/event-types/${expert.eventType.id}`);
  await page.locator('summary').filter({ hasText: 'Reminders and follow-ups' }).click();
  await expect(page.getByRole('heading', { name: 'Reminder 1' })).toBeVisible();
}

/** Path, with the token, of the link in a reminder to that address. */
async function stopLink(address: string): Promise<string> {
  let link = '';
  await expect
    .poll(async () => {
      const answer = await fetch(`${serverUrl()}/api/inbox`, {
        headers: { accept: 'application/json', 'x-inbox-key': 'the-inbox-key-of-the-browser-tests' },
      });
      const { items } = (await answer.json()) as { items: { to: string; text: string }[] };
      const texts = items.filter(({ to }) => to.includes(address)).map(({ text }) => text);
      const found = texts.map((text) => /\/account\/reminders#token=[\w-]+/.exec(text)?.[0] ?? '');
      link = found.find((one) => one !== '') ?? '';
      return link;
    })
    .not.toBe('');
  return link;
}

test('an expert changes the reminders of an event type, with a preview, and saves them with the form', async ({
  page,
  expert,
}) => {
  await signIn(page, expert);
  await openReminders(page, expert);
  await expect(page.getByRole('heading', { name: /^Reminder \d$/ })).toHaveCount(2);
  await page.getByRole('button', { name: 'Remove reminder 2' }).click();
  await page.getByRole('button', { name: 'Add reminder' }).click();
  const second = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'Reminder 2' }) });
  await expect(second.getByLabel('When', { exact: true })).toBeFocused();
  await second.getByLabel('When', { exact: true }).selectOption('After the end');
  await second.getByLabel('How long after', { exact: true }).fill('2');
  await second.locator('summary').filter({ hasText: 'Edit text' }).click();
  await second.getByLabel('Subject').fill('See you, {{nobody}}');
  await expect(second.getByText('{{nobody}} isn’t a variable.')).toBeVisible();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(second.getByText('Check the text in every language.')).toBeVisible();
  await second.getByLabel('Subject').fill('See you, {{client_name}}');
  await second.getByLabel('Message').fill('Thanks: ');
  await second.getByRole('button', { name: 'Event', exact: true }).click();
  const preview = second.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('See you, Grace Hopper');
  await expect(preview).toContainText('Thanks: Intro call');
  expect(await faultsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  expect(await messagesOf(expert)).toMatchObject({
    isDefault: false,
    items: [
      { id: 'day-before', trigger: 'before_start', minutes: 1440 },
      {
        trigger: 'after_end',
        minutes: 2880,
        recipient: 'client',
        texts: { en: { subject: 'See you, {{client_name}}', body: 'Thanks: {{event_title}}' } },
      },
    ],
  });
});

test('an event type without reminders says so, and its list is read again after a failure', async ({
  page,
  expert,
}) => {
  await expert.call('PUT', `/event-types/${expert.eventType.id}/messages`, { items: [] });
  await signIn(page, expert);
  await page.route('**/messages', (route) => route.abort());
  await page.goto(`/portal/event-types/${expert.eventType.id}`);
  await page.locator('summary').filter({ hasText: 'Reminders and follow-ups' }).click();
  await expect(page.getByText('Reminders couldn’t be loaded')).toBeVisible();
  await page.unroute('**/messages');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('No reminders. Clients only get their confirmation.')).toBeVisible();
});

test('the daily agenda is switched on at an hour', async ({ page, expert }) => {
  await signIn(page, expert);
  await page.goto('/portal/settings/notifications');
  const hour = page.getByLabel('Send at');
  await expect(hour).toHaveValue('Off');
  await hour.selectOption({ index: 8 });
  await expect(page.getByText('Saved.')).toBeVisible();
  expect(await expert.call<DailyAgenda>('GET', '/daily-agenda')).toEqual({ hour: 7 });
  expect(await faultsOf(page)).toEqual([]);
});

test('a client stops reminders from the link of one, and starts them again', async ({ page }) => {
  const expert = await createExpert();
  const message = {
    id: 'hello',
    trigger: 'after_booking',
    minutes: 0,
    recipient: 'client',
    channel: 'mail',
    texts: {},
  };
  await expert.call('PUT', `/event-types/${expert.eventType.id}/messages`, { items: [message] });
  const { attendee } = await book(expert, 'Remindful Hopper', dayAhead(3));
  await page.goto(await stopLink(attendee.email));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stop reminders from Ada Lovelace?');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Stop reminders' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reminders are off');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reminders are off');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Turn reminders back on' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stop reminders from Ada Lovelace?');
  await page.goto('about:blank');
  await page.goto('/account/reminders');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link doesn’t work');
});
