import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { BookingLink, EventType, Session } from '@expertbook/contracts';
import { faultsOf } from './accessibility';
import { openedDialog } from './dialogs';
import type { Expert } from './expert';
import { test } from './expert';
import { fillIn, slotButtons } from './slot-buttons';
import { signIn } from './sign-in';

async function isAccessible(page: Page): Promise<void> {
  expect(await faultsOf(page)).toEqual([]);
}

const cards = (page: Page) => page.getByRole('main').getByRole('listitem').getByRole('heading', { level: 2 });
const addMore = (expert: Expert, ...slugs: string[]) =>
  slugs.reduce(
    (before, slug) =>
      before.then(() => expert.call('POST', '/event-types', { slug, title: `The ${slug}`, durations: [30] })),
    Promise.resolve<unknown>(null),
  );

/** Opens the first day of next month with times and chooses the first one. */
async function takeSlot(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Next month' }).click();
  await page.getByRole('button', { name: /\b15 .* times? free/ }).click();
  await slotButtons(page).first().click();
}

test('a template creates an event type that can be booked, with a preview during editing', async ({
  page,
  expert,
}) => {
  await signIn(page, expert);
  await page.goto('/portal/event-types');
  await page.getByRole('link', { name: 'New event type' }).click();
  await isAccessible(page);
  await page.getByRole('link', { name: /^Deep dive/ }).click();
  await expect(page.getByLabel('Title')).toHaveValue('Deep dive');
  const preview = page.getByRole('region', { name: 'What clients see' });
  await expect(preview.getByText('To be confirmed by Ada Lovelace')).toBeVisible();
  await page.getByLabel('Title').fill('Engine clinic');
  await expect(preview.getByText('Engine clinic')).toBeVisible();
  await expect(page.getByLabel('Link', { exact: true })).toHaveValue('engine-clinic');
  await page.locator('summary').filter({ hasText: 'Confirmation and places' }).click();
  await page.getByRole('switch', { name: 'I confirm each booking' }).click();
  await expect(preview.getByText('To be confirmed by Ada Lovelace')).toHaveCount(0);
  await preview.getByRole('button', { name: 'Form' }).click();
  await expect(preview.getByText('What would you like to talk about?')).toBeVisible();
  await isAccessible(page);
  await page.getByRole('button', { name: 'Create event type' }).click();
  await page.waitForURL('**/portal/event-types');
  await expect(cards(page)).toHaveText(['Intro call', 'Engine clinic']);

  const made = (await expert.call<EventType[]>('GET', '/event-types')).at(-1);
  expect(made).toMatchObject({
    slug: 'engine-clinic',
    durations: [90, 60, 120],
    requiresConfirmation: false,
    limits: { perDay: 2 },
  });
  const answer = await page.request.get(`/${expert.handle}/engine-clinic`);
  expect(answer.status()).toBe(200);
});

test('an invalid field opens its section and gets the focus', async ({ page, expert }) => {
  await signIn(page, expert);
  await page.goto(`/portal/event-types/${expert.eventType.id}`);
  const limits = page.locator('summary').filter({ hasText: 'Buffers and limits' });
  await limits.click();
  await page.getByLabel('Bookings per day').fill('0');
  await limits.click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByLabel('Bookings per day')).toBeFocused();
  await expect(page.getByText('Enter a whole number from 1 to 1000.')).toBeVisible();
});

test('the order is changed by keys, by menu and by dragging, and is the order of the profile', async ({
  page,
  expert,
}) => {
  await addMore(expert, 'second', 'third');
  await signIn(page, expert);
  await page.goto('/portal/event-types');
  await expect(cards(page)).toHaveText(['Intro call', 'The second', 'The third']);
  await isAccessible(page);

  const grip = page.getByRole('button', { name: /^Move The third/ });
  await grip.focus();
  // Two key presses in one turn: the second comes before the list is rendered again.
  await grip.evaluate((button) => {
    for (let press = 0; press < 2; press++)
      button.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true, cancelable: true }));
  });
  await expect(cards(page)).toHaveText(['The third', 'Intro call', 'The second']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(cards(page)).toHaveText(['Intro call', 'The second', 'The third']);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(cards(page)).toHaveText(['The third', 'Intro call', 'The second']);
  await expect(page.getByRole('button', { name: /^Move The third, 1 of 3/ })).toBeFocused();
  await page.getByRole('button', { name: 'More for Intro call' }).click();
  await page.getByRole('menuitem', { name: 'Move down' }).click();
  await expect(cards(page)).toHaveText(['The third', 'The second', 'Intro call']);

  // While the menu closes it still receives key presses.
  await expect(page.locator('.cdk-overlay-backdrop')).toHaveCount(0);
  const from = await page.getByRole('button', { name: /^Move Intro call/ }).boundingBox();
  const to = await page.getByRole('button', { name: /^Move The third/ }).boundingBox();
  if (!from || !to) throw new Error('the grips are not drawn');
  await page.mouse.move(from.x + 15, from.y + 15);
  await page.mouse.down();
  await page.mouse.move(from.x + 20, from.y + 5, { steps: 4 });
  await expect(page.locator('.cdk-drag-preview')).toBeVisible();
  await page.mouse.move(to.x + 15, to.y + 15, { steps: 12 });
  await page.mouse.up();
  await expect(cards(page)).toHaveText(['Intro call', 'The third', 'The second']);
  await expect
    .poll(async () => (await expert.call<EventType[]>('GET', '/event-types')).map(({ slug }) => slug))
    .toEqual(['intro', 'third', 'second']);
  await page.goto(`/${expert.handle}`);
  await expect(page.getByRole('main').getByRole('listitem').getByRole('link')).toContainText([
    'Intro call',
    'The third',
    'The second',
  ]);
});

test('a deleted event type cannot be booked at once, and is restored by undo', async ({ page, expert }) => {
  await addMore(expert, 'second');
  await signIn(page, expert);
  await page.goto('/portal/event-types');
  const remove = async () => {
    await page.getByRole('button', { name: 'More for The second' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(cards(page)).toHaveText(['Intro call']);
  };
  const second = async () =>
    (await expert.call<EventType[]>('GET', '/event-types')).find((one) => one.slug === 'second');
  await remove();
  await expect.poll(async () => (await second())?.active).toBe(false);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(cards(page)).toHaveText(['Intro call', 'The second']);
  await expect(page.getByRole('switch', { name: 'The second, active' })).toBeChecked();
  await expect.poll(async () => (await second())?.active).toBe(true);
  await remove();
  await expect.poll(second, { timeout: 20_000 }).toBeUndefined();
  await expect(cards(page)).toHaveText(['Intro call']);
});

test('a single-use link books once, is shown once and is marked as used', async ({
  page,
  browser,
  expert,
}) => {
  await expert.call('PATCH', `/event-types/${expert.eventType.id}`, { private: true });
  await signIn(page, expert);
  await page.goto('/portal/event-types');
  await page.getByRole('button', { name: 'Share Intro call' }).click();
  const dialog = await openedDialog(page);
  await dialog.getByLabel('Note').fill('For Grace');
  await dialog.getByLabel('Expires', { exact: true }).selectOption({ label: 'after 7 days' });
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const url = await dialog.getByLabel('Your new link').inputValue();
  expect(url).toMatch(new RegExp(`${expert.page}#link=[\\w-]{20,}$`));
  await expect(dialog.getByRole('listitem').filter({ hasText: 'For Grace' })).toContainText('Open');
  await isAccessible(page);

  const visitor = await browser.newContext();
  const client = await visitor.newPage();
  await client.goto(url);
  await takeSlot(client);
  await fillIn(client, 'Grace Hopper');
  await client.getByRole('button', { name: 'Confirm booking' }).click();
  await expect(client.getByRole('heading', { name: 'You’re booked' })).toBeVisible();
  const late = await visitor.newPage();
  await late.goto(url);
  await expect(late.getByText('This link has been used')).toBeVisible();
  await expect(late.getByRole('grid')).toHaveCount(0);
  await visitor.close();

  await page.reload();
  await page.getByRole('button', { name: 'Share Intro call' }).click();
  await openedDialog(page);
  await expect(dialog.getByRole('listitem').filter({ hasText: 'For Grace' })).toContainText('Used');
  await expect(dialog.getByLabel('Your new link')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Remove the link “For Grace” from the list' }).click();
  await expect(dialog.getByText('None yet.')).toBeVisible();
  await expect
    .poll(() => expert.call<BookingLink[]>('GET', `/event-types/${expert.eventType.id}/links`))
    .toEqual([]);
});

test('a private event type is shared by its links alone, and a revoked one opens nothing', async ({
  page,
  browser,
  expert,
}) => {
  await expert.call('PATCH', `/event-types/${expert.eventType.id}`, { private: true });
  await signIn(page, expert);
  await page.goto('/portal/event-types');
  await expect(page.getByText('Opens only with a link you create')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy link of Intro call' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Share Intro call' }).click();
  const dialog = await openedDialog(page);
  await expect(dialog.getByText('This event type is private', { exact: false })).toBeVisible();
  await expect(dialog.getByRole('img')).toHaveCount(0);
  await dialog.getByText('Any number of bookings').click();
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const url = await dialog.getByLabel('Your new link').inputValue();

  const visitor = await browser.newContext();
  const invited = await visitor.newPage();
  await invited.goto(url);
  await expect(invited.getByRole('grid')).toBeVisible();
  await dialog.getByRole('button', { name: /^Revoke the link/ }).click();
  await (await openedDialog(page, 'alertdialog')).getByRole('button', { name: 'Revoke' }).click();
  await expect(dialog.getByText('None yet.')).toBeVisible();
  const late = await (await browser.newContext()).newPage();
  await late.goto(url);
  await expect(late.getByText('This event isn’t available', { exact: false }).first()).toBeVisible();
  await expect(late.getByRole('grid')).toHaveCount(0);
});

test('the QR code of the link is drawn and can be downloaded as SVG and PNG', async ({ page, expert }) => {
  await signIn(page, expert);
  await page.goto('/portal/event-types');
  await page.getByRole('button', { name: 'Share Intro call' }).click();
  const dialog = await openedDialog(page);
  const code = dialog.getByRole('img', { name: `QR code of ${expert.eventType.link}` });
  await expect(code.locator('path')).toHaveAttribute('d', /^M4 4h7v1h-7z/);
  const drawn = await code.locator('path').getAttribute('d');
  await isAccessible(page);
  const save = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`intro-qr.${name.toLowerCase()}`);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  };
  expect((await save('SVG')).toString('utf8')).toContain(`d="${drawn}"`);
  const png = await save('PNG');
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  expect(width).toBe(height);
  expect(width).toBeGreaterThanOrEqual(1024);
});

test('the embedding code is shown with its result', async ({ page, expert }) => {
  await signIn(page, expert);
  await page.goto('/portal/embed?page=intro');
  // It has no place of its own in the navigation.
  const place = page.getByRole('link', { name: 'Event types' }).first();
  await expect(place).toHaveAttribute('aria-current', 'page');
  const code = page.getByRole('region', { name: 'Code' }).locator('code');
  await expect(code).toContainText(`data-expertbook="${expert.handle}/intro"`);
  await expect(
    page.getByText('No website is allowed to show your pages yet.', { exact: false }),
  ).toBeVisible();
  const preview = page.frameLocator('iframe[title="Live preview"]');
  await expect(preview.frameLocator('iframe').getByRole('grid')).toBeVisible();
  await isAccessible(page);

  await page.getByText('Floating button', { exact: true }).click();
  await page.getByLabel('Button text').fill('Talk to "Ada" & <co>');
  await expect(code).toContainText('data-text="Talk to &quot;Ada&quot; &amp; &lt;co&gt;"');
  await page
    .locator('iframe[title="Live preview"]')
    .evaluate((frame) => frame.scrollIntoView({ block: 'end' }));
  await preview.getByRole('button', { name: 'Talk to "Ada" & <co>' }).click();
  await expect(
    preview.frameLocator('dialog iframe').getByRole('heading', { name: 'Intro call' }),
  ).toBeVisible();
});

test('demo video is not offered where the installation has none; an event type that has it keeps it, with a notice', async ({
  page,
  expert,
}) => {
  const choice = (name: string) => page.getByRole('radio', { name });
  const told = page.getByText('This place is a demo: its links open no meeting.', { exact: false });
  const { id } = await expert.call<EventType>('POST', '/event-types', {
    slug: 'zoom',
    title: 'Zoom in',
    durations: [30],
    location: { kind: 'mock_zoom' },
  });
  await signIn(page, expert);
  await page.goto(`/portal/event-types/${id}`);
  await expect(choice('Zoom (demo)')).toBeChecked();
  await expect(choice('Google Meet (demo)')).toBeAttached();
  await expect(told).toHaveCount(0);

  // As an installation in production responds with the account.
  await page.route('**/api/v1/auth/refresh', async (route) => {
    const response = await route.fetch();
    const session = (await response.json()) as Session;
    await route.fulfill({ response, json: { ...session, user: { ...session.user, demoVideo: false } } });
  });
  await page.reload();
  await expect(told).toBeVisible();
  await expect(choice('Zoom (demo)')).toBeChecked();
  await expect(choice('Google Meet (demo)')).toHaveCount(0);
  await isAccessible(page);
  await page.getByText('Each booking gets its own room').click();
  await expect(told).toHaveCount(0);
  await page.getByText('Zoom (demo)').click();
  await page.getByLabel('Title').fill('Zoom out');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  expect(await expert.call('GET', `/event-types/${id}`)).toMatchObject({
    title: 'Zoom out',
    location: { kind: 'mock_zoom' },
  });

  // Neither a copy of it nor a new one has it.
  for (const start of [`from=${id}`, 'template=intro']) {
    await page.goto(`/portal/event-types/new?${start}`);
    await expect(choice('Video call')).toBeChecked();
    await expect(page.getByRole('radio', { name: /demo/ })).toHaveCount(0);
  }
});
