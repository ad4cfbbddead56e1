import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { EventType } from '@expertbook/contracts';
import { faultsOf } from './accessibility';
import { serverUrl, test } from './expert';
import { fillIn, slotButtons, soon } from './slot-buttons';

/** Opens a link as from a mail: the document is loaded, and the secret is removed from the address. */
async function open(page: Page, url: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(url);
}

test('a used single-use link to a public session shows that, and what to do', async ({ page, expert }) => {
  const { url } = await expert.call<{ url: string }>('POST', `/event-types/${expert.eventType.id}/links`, {
    kind: 'one_off',
  });
  await open(page, url);
  await slotButtons(page).first().click();
  await fillIn(page);
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeVisible();

  await open(page, url);
  await expect(page.getByRole('heading', { name: 'This link has been used' })).toBeVisible();
  await expect(page.getByText('Ask for a new link if you need another time.')).toBeVisible();
  await expect(page.getByRole('grid')).toHaveCount(0);
  expect(page.url()).not.toContain('link=');
  expect(await faultsOf(page)).toEqual([]);
  // A reload keeps this, and the link leads to what can be booked.
  await page.reload();
  await expect(page.getByRole('heading', { name: 'This link has been used' })).toBeVisible();
  await page.getByRole('link', { name: 'Other sessions' }).click();
  await expect(page).toHaveURL(`${serverUrl()}/${expert.handle}`);
  await expect(page.getByRole('link', { name: /Intro call/ })).toBeVisible();
});

test('a client who booked through a single-use link is led to what can be booked, and can reschedule the booking', async ({
  page,
  expert,
}) => {
  const privateType = await expert.call<EventType>('POST', '/event-types', {
    slug: 'inner-circle',
    title: 'Inner circle',
    durations: [30],
    private: true,
    minimumNotice: 0,
  });
  for (const { id } of [expert.eventType, privateType]) {
    const { url } = await expert.call<{ url: string }>('POST', `/event-types/${id}/links`, {
      kind: 'one_off',
    });
    // Not today: late in the evening no other time of the day would be left.
    await open(page, url.replace('#', `?date=${soon()}#`));
    await slotButtons(page).first().click();
    await fillIn(page);
    await page.getByRole('button', { name: 'Confirm booking' }).click();
    await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Book another time' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Reschedule' }).click();
    await expect(slotButtons(page).first()).toBeVisible();
    await page.goBack();
    await page.getByRole('link', { name: 'Other sessions' }).click();
    await page.getByRole('link', { name: /Intro call/ }).click();
    await expect(slotButtons(page).first()).toBeVisible();
  }
});

test('a client who rescheduled a booking of a private session is led to what can be booked, not to a closed page', async ({
  page,
  expert,
}) => {
  const { id } = await expert.call<EventType>('POST', '/event-types', {
    slug: 'inner-circle',
    title: 'Inner circle',
    durations: [30],
    private: true,
    minimumNotice: 0,
  });
  const { url } = await expert.call<{ url: string }>('POST', `/event-types/${id}/links`, { kind: 'one_off' });
  await open(page, url.replace('#', `?date=${soon()}#`));
  await slotButtons(page).first().click();
  await fillIn(page);
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await page.getByRole('button', { name: 'Reschedule' }).click();
  await slotButtons(page).nth(2).click();
  await page.getByRole('button', { name: 'Reschedule booking' }).click();
  await expect(page.getByRole('heading', { name: 'Your booking has been rescheduled' })).toBeVisible();
  await page.getByRole('link', { name: 'Other sessions' }).click();
  await expect(page.getByRole('link', { name: /Intro call/ })).toBeVisible();
});

test('an expired link to a public session shows that, and what to do', async ({ page, expert }) => {
  const { url } = await expert.call<{ url: string }>('POST', `/event-types/${expert.eventType.id}/links`, {
    kind: 'private',
    expiresAt: new Date(Date.now() + 2_000).toISOString(),
  });
  const token = new URL(url).hash.replace('#link=', '');
  const status = async () =>
    (
      await fetch(`${serverUrl()}/api/v1/experts/${expert.handle}/event-types/intro`, {
        headers: { 'X-Link-Token': token },
      })
    ).status;
  await expect.poll(status).toBe(410);
  await open(page, url);
  await expect(page.getByRole('heading', { name: 'This link has expired' })).toBeVisible();
  await expect(page.getByText('Please ask for a new one.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Other sessions' })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
});
