import type { CreateBookingRequest, CreatedBooking } from '@expertbook/contracts';
import { expect } from '@playwright/test';
import { createExpert, test } from './expert';
import { fillIn, soon } from './slot-buttons';

test("a booking contains the page's hour cycle; a second one with the same address gets an error and can continue", async ({
  browser,
}) => {
  const expert = await createExpert({ seats: 3 });
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  const start = `${soon()}T09:00Z`;
  const form = `${expert.page}?slot=${encodeURIComponent(start)}`;
  const book = async () => {
    await page.goto(form);
    await fillIn(page);
    const sent = page.waitForRequest((request) => request.url().endsWith('/api/v1/bookings'));
    await page.getByRole('button', { name: 'Confirm booking' }).click();
    return ((await sent).postDataJSON() as CreateBookingRequest).attendee;
  };
  expect(await book()).toMatchObject({ language: 'en', hourCycle: 'h12', region: 'US' });
  await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeVisible();

  await book();
  await expect(page.getByText('already has a place in this session')).toBeVisible();
  await page.getByLabel('Email').fill('alan@example.com');
  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(page.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
  await context.close();

  const german = await browser.newContext({ locale: 'de-AT' });
  const other = await german.newPage();
  await other.goto(`${form}&lang=de`);
  await other.getByLabel('Ihr Name').fill('Grace Hopper');
  await other.getByLabel('E-Mail').fill('GRACE@example.com');
  const refused = other.waitForResponse((response) => response.url().endsWith('/api/v1/bookings'));
  await other.getByRole('button', { name: /verbindlich|buchen|bestätigen/i }).click();
  const answer = await refused;
  expect(answer.status()).toBe(409);
  const { attendee } = answer.request().postDataJSON() as CreatedBooking;
  expect(attendee).toMatchObject({ language: 'de', hourCycle: 'h23', region: 'AT' });
  await expect(other.getByText('schon ein Platz in diesem Termin gebucht')).toBeVisible();
  await german.close();
});
