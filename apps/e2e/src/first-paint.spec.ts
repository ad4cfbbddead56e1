import type { Browser } from '@playwright/test';
import { expect } from '@playwright/test';
import { createExpert, serverUrl, test } from './expert';
import { slotButtons } from './slot-buttons';

/** Elements that both the API and the application draw, and their positions: `H1 Ada Lovelace 24,96 342x36`. */
async function placesOf(
  browser: Browser,
  path: string,
  { width, javaScriptEnabled }: { width: number; javaScriptEnabled: boolean },
): Promise<string[]> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(serverUrl() + path);
  await expect(page.locator('#eb-first')).toHaveCount(javaScriptEnabled ? 0 : 1);
  const places = await page.evaluate(() => {
    const scope = document.getElementById('eb-first') ?? document;
    const parts = 'main h1, main h1 .eb-mark, main p, main li, main a, main label, main img, footer a';
    return Array.from(scope.querySelectorAll<HTMLElement>(parts))
      .filter((part) => !part.closest('eb-time-list'))
      .map((part) => {
        const { x, y, width, height } = part.getBoundingClientRect();
        const text = part.innerText.replace(/\s+/g, ' ').trim();
        // On a phone the height of the list of times is unknown before it is loaded.
        const top = part.closest('footer') ? '' : Math.round(y);
        return `${part.tagName} ${text} ${Math.round(x)},${top} ${Math.round(width)}x${Math.round(height)}`;
      });
  });
  await context.close();
  return places;
}

for (const [lang, width] of [
  ['en', 390],
  ['ar', 390],
  ['de', 1280],
] as const) {
  test(`the API draws what the application draws: ${lang}, ${width} px`, async ({ browser }) => {
    const expert = await createExpert({
      durations: [30, 90],
      description: 'A first talk about your machine, and about what it could weave. '.repeat(5),
      seats: 4,
      requiresConfirmation: true,
      color: '#b3265e',
      icon: 'coffee',
    });
    await expert.call('PATCH', '/experts/me', { bio: 'Notes by day.\n\nEngines by night.' });
    for (const path of [`/${expert.handle}`, `${expert.page}?duration=90`]) {
      const address = `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`;
      const first = await placesOf(browser, address, { width, javaScriptEnabled: false });
      const own = await placesOf(browser, address, { width, javaScriptEnabled: true });
      expect(first.length).toBeGreaterThan(5);
      expect(first).toEqual(own);
      if (path !== `/${expert.handle}`) expect(own.filter((part) => part.startsWith('SPAN'))).toHaveLength(1);
    }
  });
}

for (const [look, lang, width] of [
  ['classic', 'en', 1280],
  ['calm', 'ar', 390],
  ['bold', 'de', 1280],
  ['bold', 'es', 390],
] as const) {
  test(`a full profile is the same in both: ${look}, ${lang}, ${width} px`, async ({ browser }) => {
    const expert = await createExpert({ color: '#b3265e', icon: 'star', group: 'First talks' });
    const type = (slug: string, more: object) =>
      expert.call('POST', '/event-types', { slug, title: `The ${slug} one`, durations: [45], ...more });
    await type('featured', { featured: true, description: 'What most begin with.' });
    for (const slug of ['a', 'b', 'c', 'd', 'e']) await type(slug, { group: 'Others', color: '#2456c8' });
    await expert.call('PATCH', '/experts/me', {
      look,
      place: 'London',
      spokenLanguages: ['en', 'fr'],
      links: [
        { url: 'https://mastodon.example/@ada', label: '' },
        { url: 'https://example.com/about', label: '' },
      ],
      note: 'Back on 7 January.\nWrite if it is urgent.',
      bio: 'One **bold** line\nand _another_\n\n## Engines\n- First [here](https://example.com)\n- Second\n\n1. Done',
    });
    const path = `/${expert.handle}?lang=${lang}`;
    const first = await placesOf(browser, path, { width, javaScriptEnabled: false });
    const own = await placesOf(browser, path, { width, javaScriptEnabled: true });
    expect(first.length).toBeGreaterThan(25);
    expect(first).toEqual(own);
  });
}

test('the application takes over without an empty frame, a shift or a later largest paint', async ({
  page,
  expert,
}) => {
  await page.addInitScript(() => {
    const seen = { shift: 0, lastPaint: 0, takenOver: 0, empty: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        seen.shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntries()) seen.lastPaint = Math.max(seen.lastPaint, startTime);
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    const look = (): void => {
      if (seen.takenOver === 0 && document.body && !document.getElementById('eb-first')) {
        seen.takenOver = performance.now();
      }
      const title = Array.from(document.querySelectorAll('h1')).find((one) =>
        one.checkVisibility({ visibilityProperty: true }),
      );
      if (document.body && !title) seen.empty++;
      requestAnimationFrame(look);
    };
    addEventListener('DOMContentLoaded', look);
  });
  // With cached fonts: text in the fallback font is a little smaller than the application's.
  await page.goto(`/${expert.handle}`);
  await page.evaluate(() => document.fonts.ready);
  for (const path of [`/${expert.handle}`, expert.page]) {
    await page.goto(path);
    await expect(page.locator('#eb-first')).toHaveCount(0);
    if (path === expert.page) await expect(slotButtons(page).first()).toBeVisible();
    type Seen = Record<'shift' | 'lastPaint' | 'takenOver' | 'empty', number>;
    const seen = await page.evaluate(() => (window as unknown as { seen: Seen }).seen);
    expect(seen.shift).toBeLessThan(0.02);
    expect(seen.empty).toBe(0);
    expect(seen.lastPaint).toBeGreaterThan(0);
    expect(seen.lastPaint).toBeLessThan(seen.takenOver);
  }
});

test('the page is readable when the application cannot be loaded', async ({ page, expert }) => {
  await page.route(/\/(?:main|chunk)-[\w-]+\.js$/, (route) => route.abort());
  await page.goto(`/${expert.handle}`);
  await expect(page.getByRole('heading', { name: 'Ada Lovelace' })).toBeVisible();
  await page.getByRole('link', { name: /Intro call/ }).click();
  await expect(page.getByRole('heading', { name: 'Intro call' })).toBeVisible();
});

test("the page has the expert's colour and the chosen language from the start", async ({
  browser,
  expert,
}) => {
  await expert.call('PATCH', '/experts/me', { brandColor: '#ffd400' });
  const context = await browser.newContext({ locale: 'de-DE' });
  const page = await context.newPage();
  await page.goto(serverUrl() + expert.page);
  await expect(slotButtons(page).first()).toBeVisible();
  await page.locator('footer select').selectOption('es');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  const html = await (await page.request.get(serverUrl() + expert.page)).text();
  expect(html).toContain('<html lang="es"');
  const style = (text: string) => text.replace(/\s|;$/g, '');
  const drawn = await page.evaluate(() => document.documentElement.getAttribute('style'));
  expect(style(/<html[^>]* style="([^"]*)"/.exec(html)?.[1] ?? 'none')).toBe(style(drawn ?? ''));
  await context.close();
});
