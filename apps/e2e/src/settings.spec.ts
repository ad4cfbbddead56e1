import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { Me, PublicExpertPage, Schedule } from '@expertbook/contracts';
import { readFile } from 'node:fs/promises';
import { deflateSync, crc32 } from 'node:zlib';
import { book, dayAhead } from './book';
import { openedDialog } from './dialogs';
import type { Expert } from './expert';
import { createExpert, serverUrl, test } from './expert';
import { signIn, signInByForm } from './sign-in';

/** A real PNG (RFC 2083) of one colour, twice as wide as high. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x5a)]);
  const data = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

async function openSettings(page: Page, expert: Expert, place = 'Profile'): Promise<void> {
  await signIn(page, expert);
  await page.goto('/portal/settings');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await toPlace(page, place);
}

async function toPlace(page: Page, name: string): Promise<void> {
  const place = page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name, exact: true });
  await place.click();
  await expect(place).toHaveAttribute('aria-current', 'page');
}

test('a photo is previewed, uploaded, shown as a square, and removed', async ({ page, expert }) => {
  await openSettings(page, expert);
  const file = page.locator('eb-photo-field input[type=file]');
  await file.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no') });
  await expect(page.getByText(/can’t read this picture/)).toBeVisible();
  await file.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: png(80, 40) });
  await expect(page.getByRole('img', { name: 'How your photo will look' })).toBeVisible();
  await page.getByRole('button', { name: 'Use this photo' }).click();
  const photo = page.getByRole('img', { name: 'Your photo' });
  await expect(photo).toBeVisible();
  await expect
    .poll(() => photo.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]))
    .toEqual([512, 512]);
  const { expert: shown } = await expert.call<PublicExpertPage>('GET', `/experts/${expert.handle}`);
  expect(shown.photoUrl).toBeTruthy();
  await page.getByRole('button', { name: 'Remove photo' }).click();
  await expect(photo).toBeHidden();
});

test('profile and handle are saved; the old link redirects', async ({ page, expert }) => {
  await openSettings(page, expert);
  await page.getByLabel('Headline').fill('Engines for everybody');
  await page.getByRole('button', { name: 'Save profile' }).click();
  await expect(page.getByText('Saved. Your page is up to date.')).toBeVisible();
  const box = page.getByLabel('Address of your page');
  await box.fill('Portal!');
  await page.getByRole('button', { name: 'Change address' }).click();
  await expect(page.getByText(/3 to 40 lower-case/)).toBeVisible();
  // A taken handle gives an error at the field, before any question.
  await box.fill((await createExpert()).handle);
  await page.getByRole('button', { name: 'Change address' }).click();
  await expect(page.getByText('This address is taken.', { exact: false })).toBeVisible();
  await expect(box).toBeFocused();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await box.fill(`${expert.handle}-new`);
  await page.getByRole('button', { name: 'Change address' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('keep working');
  await page.getByRole('button', { name: 'Change address' }).click();
  await expect(page.getByText('Old links lead to the new address.', { exact: false }).last()).toBeVisible();
  const { expert: me } = await expert.call<Me>('GET', '/auth/me');
  expect(me).toMatchObject({ handle: `${expert.handle}-new`, headline: 'Engines for everybody' });
  expect(me?.previousHandles).toContain(expert.handle);
});

test('choices are saved as they are made, and can be undone', async ({ page, expert }) => {
  const me = async () => (await expert.call<Me>('GET', '/auth/me')).expert;
  await openSettings(page, expert, 'Notifications');
  await page.getByRole('switch', { name: 'cancels' }).uncheck();
  await expect.poll(async () => (await me())?.notifications.cancelled).toBe(false);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await me())?.notifications.cancelled).toBe(true);
  await expect(page.getByRole('switch', { name: 'cancels' })).toBeChecked();

  await toPlace(page, 'Appearance');
  await page.getByLabel('Colour code').fill('#ffee88');
  await expect(page.getByText('Darkened slightly for contrast.')).toBeVisible();
  await page.getByRole('button', { name: 'Save colour' }).click();
  await expect.poll(async () => (await me())?.brandColor).toBe('#ffee88');

  await toPlace(page, 'Embedding');
  const site = page.getByLabel('Add a website');
  await site.fill('http://example.com');
  await site.press('Enter');
  await expect(page.getByText(/Enter an https address/)).toBeVisible();
  await site.fill('Example.com/shop');
  await site.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove https://example.com' })).toBeVisible();
  await expect.poll(async () => (await me())?.allowedSites).toEqual(['https://example.com']);
});

test("times and weeks have the expert's format, at once and in every browser", async ({
  page,
  browser,
  expert,
}) => {
  const me = async () => (await expert.call<Me>('GET', '/auth/me')).expert;
  const day = dayAhead(3);
  await book(expert, 'Grace Hopper', day, '14:00');
  const columns = (where: Page) => where.locator('.fc-col-header-cell');
  const entry = (where: Page) => where.getByRole('button', { name: /^Grace Hopper, Intro call/ });
  const isAmerican = async (where: Page) => {
    await expect(columns(where).first()).toHaveText(/^Sun/);
    await expect(where.locator('.fc-timegrid-slot-label').filter({ hasText: /^2\s?pm$/ })).toHaveCount(1);
    await expect(entry(where)).toHaveAccessibleName(/2:00\spm/);
  };
  await openSettings(page, expert, 'Time zone and language');
  const hours = page.getByLabel('Time format');
  const week = page.getByLabel('Week starts on');
  await expect(hours).toHaveValue('');
  await expect(week).toHaveValue('');
  await hours.selectOption('12 hours (2:30 pm)');
  await expect.poll(async () => (await me())?.hourCycle).toBe('h12');
  await week.selectOption('Sunday');
  await expect.poll(async () => (await me())?.weekStart).toBe(0);

  // Within the application, so that nothing is read again.
  await page.getByRole('link', { name: 'Calendar', exact: true }).first().click();
  await page.waitForURL('**/portal/calendar**');
  await expect(columns(page).first()).toHaveText(/^Sun/);
  await page.goto(`/portal/calendar?view=week&date=${day}`);
  await isAmerican(page);
  await page.reload();
  await isAmerican(page);
  await page.getByRole('button', { name: 'Block time' }).click();
  const dialog = await openedDialog(page);
  await expect(dialog.getByLabel('From')).toHaveValue(/^\d+:\d\d\s[ap]m$/);
  await dialog.getByLabel('Reason').fill('Lunch');
  await dialog.getByLabel('Date').fill(day);
  await dialog.getByLabel('From').fill('12:15 pm');
  await dialog.getByLabel('To').fill('1 pm');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Lunch/ })).toHaveAccessibleName(/12:15\spm\W+1:00\spm/);
  const [schedule] = await expert.call<Schedule[]>('GET', '/schedules');
  const id = schedule?.id ?? '';
  const weekly = Array.from({ length: 7 }, () => [{ start: '09:00', end: '17:00' }]);
  await expert.call('PATCH', `/schedules/${id}`, { weekly });
  await page.goto(`/portal/availability/${id}`);
  await expect(page.locator('eb-time-input input').first()).toHaveValue(/^9:00\sam$/);
  await expect(page.getByRole('columnheader').first()).toHaveText(/^Sun/);

  // Another browser, with nothing stored; and a visitor's, which does not change.
  const other = await (await browser.newContext({ baseURL: serverUrl() })).newPage();
  await signIn(other, expert);
  await other.goto(`/portal/calendar?view=week&date=${day}`);
  await isAmerican(other);
  await other.context().close();
  const visitor = await (await browser.newContext({ baseURL: serverUrl() })).newPage();
  await visitor.goto(`${expert.page}?date=${day}&month=${day.slice(0, 7)}`);
  await expect(visitor.getByRole('button', { name: /^15:00/ })).toBeVisible();
  await expect(visitor.getByRole('columnheader').first()).toContainText('Mon');
  await visitor.context().close();

  await page.goto('/portal/settings/region');
  await expect(hours).toHaveValue('h12');
  await week.selectOption('Same as my language');
  await expect.poll(async () => (await me())?.weekStart).toBeNull();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await me())?.weekStart).toBe(0);
  await expect(week).toHaveValue('0');
});

test('the password is changed; a wrong one is shown at its field and ends no session', async ({
  page,
  expert,
}) => {
  await openSettings(page, expert, 'Security');
  const card = page.getByRole('region', { name: 'Password' });
  await card.getByLabel('Current password').fill('not the password');
  await card.getByLabel('New password').fill('four unrelated words today');
  await card.getByRole('button', { name: 'Change password' }).click();
  await expect(card.getByText('Wrong password.')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await card.getByLabel('Current password').fill(expert.password);
  await card.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText(/Password changed/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await page.context().clearCookies();
  await page.evaluate(() => localStorage.clear());
  await signInByForm(page, { ...expert, password: 'four unrelated words today' });
});

test('sessions are listed, and others can be ended', async ({ page, browser, expert }) => {
  const other = await browser.newContext({ baseURL: serverUrl(), locale: 'en-GB' });
  const elsewhere = await other.newPage();
  await signInByForm(elsewhere, expert);
  await openSettings(page, expert, 'Security');
  const card = page.getByRole('region', { name: 'Sessions' });
  await expect(card.getByText('This browser')).toHaveCount(1);
  // Registered through the API, signed in there, and here.
  await expect(card.getByRole('listitem')).toHaveCount(3);
  await card.getByRole('button', { name: /^Sign out Chrome on Linux/ }).click();
  await expect(card.getByRole('listitem')).toHaveCount(2);
  await elsewhere.reload();
  await elsewhere.waitForURL('**/login**');
  await card.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(card.getByRole('listitem')).toHaveCount(1);
  await other.close();
});

test('a forgotten password is replaced through the mail, once', async ({ page, expert }) => {
  await page.goto('/login');
  await page.getByLabel('Email').fill(expert.email);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  // Both pages ask for an address: it is typed once.
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
  await expect(page.getByLabel('Email')).toHaveValue(expert.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText(`If there is an account for ${expert.email}`)).toBeVisible();
  let link = '';
  await expect
    .poll(async () => {
      const answer = await fetch(`${serverUrl()}/api/inbox`, {
        headers: { accept: 'application/json', 'x-inbox-key': 'the-inbox-key-of-the-browser-tests' },
      });
      const text = JSON.stringify(
        ((await answer.json()) as { items: unknown[] }).items.filter((mail) =>
          JSON.stringify(mail).includes(expert.email),
        ),
      );
      link = /\/reset-password#token=[\w-]+/.exec(text)?.[0] ?? '';
      return link;
    })
    .not.toBe('');
  await page.goto(link);
  await page.getByLabel('New password').fill('four other unrelated words');
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(page.getByRole('heading', { name: 'Your password has been changed' })).toBeVisible();
  await signInByForm(page, { ...expert, password: 'four other unrelated words' });
  await page.goto('/login');
  await page.goto(link);
  await page.getByLabel('New password').fill('four other unrelated words');
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
});

test('all data is exported to a file, then the account is deleted', async ({ page, expert }) => {
  await openSettings(page, expert, 'Account');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download my data' }).click();
  const data = JSON.parse(await readFile(await (await downloading).path(), 'utf8')) as object;
  expect(JSON.stringify(data)).toContain(expert.email);
  const card = page.getByRole('region', { name: 'Delete account' });
  await card.getByRole('button', { name: 'Delete my account…' }).click();
  await expect(card.getByLabel(/Type “/)).toBeFocused();
  await card.getByRole('button', { name: 'Keep my account' }).click();
  await expect(card.getByRole('button', { name: 'Delete my account…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await card.getByLabel(/Type “/).fill('somebody');
  await card.getByLabel('Your password').fill('not the password');
  await card.getByRole('button', { name: 'Delete permanently' }).click();
  await expect(card.getByText(/the address of your page/)).toBeVisible();
  await card.getByLabel(/Type “/).fill(expert.handle);
  await card.getByRole('button', { name: 'Delete permanently' }).click();
  await expect(card.getByText('Wrong password.')).toBeVisible();
  await card.getByLabel('Your password').fill(expert.password);
  await card.getByRole('button', { name: 'Delete permanently' }).click();
  await page.waitForURL('**/login');
  await expect(page.getByText('Your account has been deleted.')).toBeVisible();
  expect((await fetch(`${serverUrl()}/api/v1/experts/${expert.handle}`)).status).toBe(404);
});
