import { expect } from '@playwright/test';
import type { PublicExpertPage } from '@expertbook/contracts';
import sharp from 'sharp';
import { expectAccessible } from './accessibility';
import { createExpert, serverUrl, test } from './expert';
import { signIn } from './sign-in';

test('an expert adds a location, languages, links and a note', async ({ page, expert }) => {
  await signIn(page, expert);
  await page.goto('/portal/settings#presence');
  const section = page.locator('eb-presence-section');
  await section.getByLabel('Location').fill('London');
  await section.getByLabel('Languages you speak').selectOption('fr');
  await section.getByLabel('Languages you speak').selectOption('en');
  await section.getByRole('button', { name: 'Add a link' }).click();
  await section.getByLabel('Address').fill('http://ada.example');
  await section.getByRole('button', { name: 'Save' }).click();
  await expect(section.getByText(/Enter an https address/)).toBeVisible();
  await expect(section.getByLabel('Address')).toBeFocused();
  await section.getByLabel('Address').fill('mastodon.example/@ada');
  await section.getByLabel('Note above your event types').fill('Back on 7 January.');
  await section.getByRole('button', { name: 'Save' }).dblclick();
  await expect(page.getByText('Saved. Your page is up to date.').first()).toBeVisible();
  await expect(section.getByLabel('Address')).toHaveValue('https://mastodon.example/@ada');
  const { profile } = await expert.call<PublicExpertPage>('GET', `/experts/${expert.handle}`);
  expect(profile).toMatchObject({
    place: 'London',
    spokenLanguages: ['fr', 'en'],
    links: [{ url: 'https://mastodon.example/@ada', label: '' }],
    note: 'Back on 7 January.',
  });
  const frame = page.frameLocator('eb-profile-preview iframe');
  await expect(frame.getByText('Back on 7 January.')).toBeVisible();

  await page.goto(`/${expert.handle}`);
  await expect(page.locator('#eb-first')).toHaveCount(0);
  await expect(page.getByText('Speaks French and English')).toBeVisible();
  const link = page.getByRole('link', { name: 'Mastodon' });
  await expect(link).toHaveAttribute('rel', 'me noopener nofollow');
  await expect(link).toHaveAttribute('href', 'https://mastodon.example/@ada');
  await expectAccessible(page);
});

test('a cover is previewed, uploaded, shown on the profile, and removed', async ({ page, expert }) => {
  await signIn(page, expert);
  await page.goto('/portal/settings');
  const field = page.locator('eb-cover-field');
  const buffer = await sharp({ create: { width: 800, height: 300, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();
  await field.locator('input[type=file]').setInputFiles({ name: 'c.png', mimeType: 'image/png', buffer });
  await expect(field.getByRole('img', { name: 'The chosen cover picture' })).toBeVisible();
  await field.getByRole('button', { name: 'Use this cover' }).click();
  await expect(field.getByRole('img', { name: 'Your cover picture' })).toBeVisible();
  const visitor = await page.context().newPage();
  await visitor.goto(`/${expert.handle}`);
  const cover = visitor.locator('.eb-cover');
  await expect
    .poll(() => cover.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0))
    .toBe(true);
  await field.getByRole('button', { name: 'Remove' }).click();
  await expect(field.getByRole('img')).toHaveCount(0);
  await visitor.reload();
  await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(cover).toHaveCount(0);
});

test('a chosen look applies to the profile, the booking page and embeds', async ({ page, expert }) => {
  await signIn(page, expert);
  await page.goto('/portal/settings#appearance');
  const bold = page.getByRole('radio', { name: /Bold/ });
  await bold.focus();
  await bold.press('Space');
  await expect(page.getByText('Saved').first()).toBeVisible();
  for (const path of [`/${expert.handle}`, expert.page, `${expert.page}?embed=inline`]) {
    expect(await (await page.request.get(serverUrl() + path)).text()).toContain('data-look="bold"');
    await page.goto(path);
    await expect(page.locator('#eb-first')).toHaveCount(0);
    await expect(page.locator('html')).toHaveAttribute('data-look', 'bold');
  }
});

test('an event type gets a colour, an icon and a heading, and is featured', async ({ page, expert }) => {
  await signIn(page, expert);
  await page.goto(`/portal/event-types/${expert.eventType.id}`);
  await page.getByText('Look and place on your profile').click();
  const section = page.locator('eb-looks-section');
  await section.getByRole('button', { name: 'Colour #b3265e' }).click();
  await section.getByRole('radio', { name: 'Star' }).check({ force: true });
  await section.getByLabel('Heading').fill('Consultations');
  await section.getByRole('switch').click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText(/saved/i).first()).toBeVisible();
  const { eventTypes } = await expert.call<PublicExpertPage>('GET', `/experts/${expert.handle}`);
  expect(eventTypes[0]).toMatchObject({
    color: '#b3265e',
    icon: 'star',
    group: 'Consultations',
    featured: true,
  });
  await page.goto(`/${expert.handle}`);
  await expect(page.getByText('Recommended')).toBeVisible();
  await expect(page.locator('.eb-mark svg').first()).toBeVisible();
});

for (const look of ['classic', 'calm', 'bold'] as const) {
  test(`a full profile with the look ${look} is readable in both themes and fits a narrow phone`, async ({
    page,
  }) => {
    const expert = await createExpert({ color: '#b3265e', icon: 'star', group: 'Talks', featured: true });
    await expert.call('PATCH', '/experts/me', {
      look,
      brandColor: '#ffd400',
      place: 'London',
      spokenLanguages: ['en'],
      links: [{ url: `https://example.com/${'long'.repeat(40)}`, label: '' }],
      note: 'Back on 7 January.',
      bio: '## Engines\n- **First** [here](https://example.com)\n\nMore.',
    });
    await page.setViewportSize({ width: 320, height: 640 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`/${expert.handle}`);
      await expect(page.locator('#eb-first')).toHaveCount(0);
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    }
  });
}
