import { expect } from '@playwright/test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { faultsOf } from './accessibility';
import { test as base } from './expert';
import { signIn } from './sign-in';
import { openDay, slotButtons, soon } from './slot-buttons';

/** A calendar file behind an HTTP server, as web calendars publish it. */
interface Feed {
  address: string;
  /** Replaces its events: starts and ends of the day that `openDay` opens, in Berlin. */
  set(...events: [start: string, end: string][]): void;
}

const test = base.extend<{ feed: Feed }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright asks for the pattern
  feed: async ({}, use) => {
    let file = '';
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/calendar' }).end(file);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await use({
      address: `http://127.0.0.1:${port}/secret-3f9a/basic.ics`,
      set: (...events) => (file = fileOf(events)),
    });
    server.closeAllConnections();
    server.close();
  },
});

function fileOf(events: readonly [start: string, end: string][]): string {
  const day = soon().replaceAll('-', '');
  const at = (time: string) => `TZID=Europe/Berlin:${day}T${time.replace(':', '')}00`;
  const components = events.flatMap(([start, end], i) => [
    'BEGIN:VEVENT',
    `UID:event-${i}`,
    'DTSTAMP:20260101T000000Z',
    `DTSTART;${at(start)}`,
    `DTEND;${at(end)}`,
    'SUMMARY:Private words',
    'END:VEVENT',
  ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'X-WR-CALNAME:Family', ...components, 'END:VCALENDAR', ''].join(
    '\r\n',
  );
}

test('a connected calendar takes its times off an open booking page, and gives them back', async ({
  page,
  browser,
  expert,
  feed,
}) => {
  feed.set(['10:00', '11:00']);
  const client = await (await browser.newContext()).newPage();
  await openDay(client, expert.page, 3);
  const slotAt = (time: string) => slotButtons(client).filter({ hasText: time }).first();
  await expect(slotAt('10:30')).toBeVisible();

  await signIn(page, expert);
  await page.goto('/portal/settings/connections');
  await page.getByRole('button', { name: 'Connect a calendar' }).click();
  await page.getByText('Calendar address (ICS)').click();
  const address = page.getByLabel('Paste the secret address of your calendar');
  await address.fill('http://10.0.0.1/basic.ics');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(address).toHaveAccessibleDescription(/can’t be reached/);
  await expect(address).toBeFocused();
  await address.fill(feed.address);
  await page.getByRole('button', { name: 'Connect', exact: true }).dblclick();

  const account = page.getByRole('region', { name: 'Family' });
  await expect(account).toContainText('Works');
  await expect(account).toContainText('Last read just now');
  const seen = page.getByRole('region', { name: 'What we see' });
  await expect(seen.getByRole('listitem')).toHaveText([/10:00 – 11:00\s*Family/]);
  await expect(page.getByText('Private words')).toHaveCount(0);
  await expect(slotAt('10:30')).toBeHidden();
  await expect(slotAt('11:00')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  feed.set(['10:00', '11:00'], ['15:00', '16:00']);
  await page.getByRole('button', { name: 'Read Family now' }).click();
  await expect(seen.getByRole('listitem')).toHaveCount(2);
  await expect(slotAt('15:00')).toBeHidden();

  await page.goto(`/portal/calendar?view=list&date=${soon()}`);
  await page.getByRole('button', { name: /^Busy in Family, .*15:00/ }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'Open Connections' }).click();

  await account.getByRole('button', { name: 'More actions for Family' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('become free again');
  await question.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText('Never get booked over your own plans')).toBeVisible();
  await expect(slotAt('10:30')).toBeVisible();
});
