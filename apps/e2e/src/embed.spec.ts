import { expect } from '@playwright/test';
import type { FrameLocator, Page } from '@playwright/test';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { initialScripts } from '../../../tools/run/initial-scripts.mjs';
import type { Expert } from './expert';
import { serverUrl, test as base } from './expert';
import { fillIn, slotButtons } from './slot-buttons';

/** A foreign site: another origin, with a page that the test provides. */
interface Site {
  origin: string;
  show(body: string): void;
}

const test = base.extend<{ site: Site }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright asks for the pattern
  site: async ({}, use) => {
    let body = '';
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(
        `<!doctype html><html lang="en"><title>A shop</title><h1>A shop</h1>` +
          `<script>window.heard = []; for (const name of ['height', 'booked', 'closed'])` +
          ` addEventListener('expertbook:' + name, (event) => heard.push([name, event.detail, event.target.id]));</script>${body}`,
      );
    });
    await new Promise<void>((done) => server.listen(0, 'localhost', done));
    const { port } = server.address() as AddressInfo;
    await use({ origin: `http://localhost:${port}`, show: (html) => (body = html) });
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  },
});

const script = (attributes = '') => `<script src="${serverUrl()}/embed.js" ${attributes}></script>`;
const allow = (expert: Expert, site: Site) =>
  expert.call('PATCH', '/experts/me', { allowedSites: [site.origin] });
const heard = (page: Page, name: string) =>
  page.evaluate(
    (wanted) =>
      (window as unknown as { heard: [string, unknown, string][] }).heard.filter(([type]) => type === wanted),
    name,
  );

/** Opens a day with free times: the first one, or one of the next month. */
async function openTimes(frame: FrameLocator): Promise<void> {
  await expect(frame.getByRole('grid')).toBeVisible();
  await frame.getByRole('button', { name: 'Next month' }).click();
  await frame.getByRole('button', { name: /\b15 .* times? free/ }).click();
  await expect(frame.getByRole('button', { name: /^\d\d:\d\d, / }).first()).toBeVisible();
}

test('the script is small', async ({ request }) => {
  const answer = await request.get('/embed.js');
  expect(answer.status()).toBe(200);
  expect(gzipSync(await answer.body(), { level: 9 }).length).toBeLessThanOrEqual(3072);
});

test('the public page loads less than 80 kB of JavaScript before it starts', () => {
  const { files, gzip } = initialScripts(join(__dirname, '../../../dist/apps/web/browser'));
  expect(files).not.toEqual([]);
  expect(gzip).toBeLessThan(80_000);
});

test("in an allowed site the frame has the page's height, the page is filled in and books, and the site gets an event", async ({
  page,
  expert,
  site,
}) => {
  await allow(expert, site);
  site.show(
    `<div id="here" data-expertbook="${expert.handle}/intro" data-theme="dark" data-name="Grace Hopper" data-email="grace@example.com" data-zone="Asia/Tokyo"><a href="#">Book</a></div>${script()}`,
  );
  await page.goto(site.origin);
  const frame = page.frameLocator('#here iframe');
  await openTimes(frame);
  await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(frame.getByRole('contentinfo')).toBeHidden();
  await expect(frame.getByText('Tokyo').first()).toBeVisible();
  // No scroll bar of its own: the frame is as high as its content.
  await expect
    .poll(() =>
      frame
        .locator('html')
        .evaluate((html) => html.scrollHeight - (html.ownerDocument.defaultView?.innerHeight ?? 0)),
    )
    .toBeLessThanOrEqual(0);
  const before = await page.locator('#here iframe').evaluate((element) => element.clientHeight);

  await frame
    .getByRole('button', { name: /^\d\d:\d\d, / })
    .first()
    .click();
  await expect(frame.getByLabel('Your name')).toHaveValue('Grace Hopper');
  await expect(frame.getByLabel('Email')).toHaveValue('grace@example.com');
  await expect
    .poll(() => page.locator('#here iframe').evaluate((element) => element.clientHeight))
    .not.toBe(before);
  await frame.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(frame.getByRole('heading', { name: 'You’re booked' })).toBeVisible();

  const [event] = await heard(page, 'booked');
  const { items } = await expert.call<{ items: { uid: string }[] }>('GET', '/bookings');
  expect(event).toEqual([
    'booked',
    expect.objectContaining({ uid: items[0]?.uid, status: 'confirmed' }),
    'here',
  ]);
  expect(JSON.stringify(event)).not.toContain('oken');
});

test('a popup keeps the focus, books, closes with Escape from inside and returns the focus', async ({
  page,
  expert,
  site,
}) => {
  await allow(expert, site);
  site.show(
    `<a id="link" href="${serverUrl()}${expert.page}" data-expertbook-popup="${expert.handle}/intro">Book a talk</a>${script()}`,
  );
  await page.goto(site.origin);
  await page.getByRole('link', { name: 'Book a talk' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Book a time' });
  await expect(dialog).toBeVisible();
  const frame = page.frameLocator('dialog iframe');
  await openTimes(frame);
  await frame
    .getByRole('button', { name: /^\d\d:\d\d, / })
    .first()
    .focus();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Book a talk' })).toBeFocused();
  expect(await heard(page, 'closed')).toEqual([['closed', null, 'link']]);

  await page.keyboard.press('Enter');
  await openTimes(frame);
  await frame
    .getByRole('button', { name: /^\d\d:\d\d, / })
    .nth(1)
    .click();
  await frame.getByLabel('Your name').fill('Grace Hopper');
  await frame.getByLabel('Email').fill('grace@example.com');
  await frame.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(frame.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
  expect(await heard(page, 'booked')).toHaveLength(1);
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toHaveCount(0);
});

test('a floating button opens the popup', async ({ page, expert, site }) => {
  await allow(expert, site);
  site.show(
    script(`data-expertbook-button="${expert.handle}/intro" data-text="Talk to Ada" data-color="#ffd400"`),
  );
  await page.goto(site.origin);
  const button = page.getByRole('button', { name: 'Talk to Ada' });
  await expect(button).toHaveCSS('color', 'rgb(0, 0, 0)');
  await button.click();
  await expect(page.frameLocator('dialog iframe').getByRole('heading', { name: 'Intro call' })).toBeVisible();
  // From the host's side, with the focus on the close button.
  await page.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(button).toBeFocused();
});

test('a site that is not allowed is rejected by the browser, and messages from elsewhere are ignored', async ({
  page,
  expert,
  site,
}) => {
  const refusals: string[] = [];
  page.on('console', (message) => refusals.push(message.text()));
  site.show(
    `<div id="here" data-expertbook="${expert.handle}/intro"><a href="${serverUrl()}${expert.page}">Book with Ada</a></div>` +
      `<a id="link" href="#" data-expertbook-popup="${expert.handle}/intro">In a popup</a>${script()}`,
  );
  await page.goto(site.origin);
  await expect.poll(() => refusals.join('\n')).toMatch(/frame-ancestors/);
  await expect(page.frameLocator('#here iframe').getByRole('grid')).toHaveCount(0);
  await page.evaluate(() => {
    postMessage({ type: 'expertbook:booked', detail: { uid: 'false' } }, '*');
    return new Promise((done) => setTimeout(done));
  });
  expect(await heard(page, 'booked')).toEqual([]);
  // The original content comes back, with a message for the owner of the site.
  const here = page.locator('#here');
  await expect(here.getByRole('link', { name: 'Book with Ada' })).toBeVisible();
  await expect(here).toContainText(`allow ${site.origin} in ExpertBook`);
  await expect(here.locator('iframe')).toHaveCount(0);
  await page.getByRole('link', { name: 'In a popup' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('link', { name: 'Book a time' })).toHaveAttribute(
    'href',
    `${serverUrl()}${expert.page}`,
  );
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toHaveCount(0);
});

test("a link may contain the client's data, which does not stay in the address", async ({ page, expert }) => {
  await page.goto(`${expert.page}?name=Grace%20Hopper&email=grace%40example.com`);
  await expect(page).not.toHaveURL(/grace/i);
  await expect(page.getByRole('grid')).toBeVisible();
  await page.getByRole('button', { name: 'Next month' }).click();
  await page.getByRole('button', { name: /\b15 .* times? free/ }).click();
  await slotButtons(page).first().click();
  await expect(page.getByLabel('Your name')).toHaveValue('Grace Hopper');
  await fillIn(page, 'Somebody Else');
});
