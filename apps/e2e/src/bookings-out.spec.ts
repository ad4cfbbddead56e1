import { expect } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { faultsOf } from './accessibility';
import { book, dayAhead } from './book';
import { test as base } from './expert';
import { signIn } from './sign-in';

const TOOL = join(__dirname, '../../../tools/peers/radicale.mjs');
const AUTHORIZATION = `Basic ${Buffer.from('ada:secret').toString('base64')}`;

/** A CalDAV server with one calendar. */
interface Dav {
  address: string;
  /** Names of its entries. */
  entries(): Promise<string[]>;
}

const test = base.extend<{ dav: Dav }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright asks for the pattern
  dav: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'expertbook-radicale-'));
    const child = spawn(process.execPath, [TOOL, '--folder', folder, '--user', 'ada:secret']);
    const ended = once(child, 'exit');
    const line = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
    const { port } = JSON.parse(String(line.value)) as { port: number };
    const address = `http://127.0.0.1:${port}/ada/work/`;
    const send = (method: string, body?: string) =>
      fetch(address, { method, body, headers: { authorization: AUTHORIZATION, depth: '1' } });
    await send(
      'MKCOL',
      `<mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop><resourcetype><collection/><C:calendar/>
      </resourcetype><displayname>Work</displayname></prop></set></mkcol>`,
    );
    await use({
      address,
      entries: async () => {
        const list = await (await send('PROPFIND')).text();
        return [...list.matchAll(/\/([^/<]+)\.ics<\/href>/g)].map(([, name]) => name ?? '');
      },
    });
    child.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  },
});

test('the expert chooses the calendar that receives bookings, and what becomes of them', async ({
  page,
  expert,
  dav,
}) => {
  const account = { address: dav.address, username: 'ada', password: 'secret', name: 'Office' };
  await expert.call('POST', '/connections/caldav', account);
  await signIn(page, expert);
  await page.goto('/portal/settings/connections');
  await page.getByRole('button', { name: 'Settings of Work' }).click();
  const receives = page.getByLabel('Add confirmed bookings to this calendar');
  const follows = page.getByLabel('Bookings follow changes in this calendar');
  await expect(follows).toBeHidden();
  await receives.check();
  const office = page.getByRole('region', { name: 'Office' });
  await expect(office).toContainText('Receives your bookings');
  await follows.check();
  await expect(follows).toBeChecked();
  expect(await faultsOf(page)).toEqual([]);

  const { uid } = await book(expert, 'Grace Hopper', dayAhead(3));
  await expect.poll(() => dav.entries()).toEqual([uid]);
  await page.reload();
  await expect(office).toContainText(/Receives your bookings, last change/);

  // Nothing changes until the question is answered.
  await page.getByRole('button', { name: 'Settings of Work' }).click();
  await receives.click();
  const question = page.getByRole('dialog');
  await expect(question).toContainText('Stop adding bookings to Work?');
  expect(await faultsOf(page)).toEqual([]);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(receives).toBeChecked();

  await page.getByRole('button', { name: 'More actions for Office' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect' }).click();
  await question.getByLabel('Remove them').check();
  await question.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText('Never get booked over your own plans')).toBeVisible();
  await expect.poll(() => dav.entries()).toEqual([]);
});
