import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { faultsOf } from './accessibility';
import { test } from './expert';
import { signIn } from './sign-in';

const HASHED = /-[\w-]{8}\.(?:js|css|woff2)$/;
const KEPT = ['/favicon.svg', '/offline.html', '/offline.js'];

/** Waits until the worker serves this page. */
async function underWorker(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
  });
}

/** The paths of everything that service workers cache in this browser. */
function keptPaths(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const caches = await Promise.all((await self.caches.keys()).map((name) => self.caches.open(name)));
    const requests = await Promise.all(caches.map((cache) => cache.keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
}

test('without a connection the portal shows a calm message, and comes back by itself', async ({
  page,
  context,
  expert,
}) => {
  await signIn(page, expert);
  await page.goto('/portal');
  await underWorker(page);
  // Once more, so that its files pass through the worker.
  await page.goto('/portal/bookings');
  await expect(page.getByRole('heading', { level: 1, name: 'Bookings' })).toBeVisible();

  await context.setOffline(true);
  await page.goto('/portal/calendar');
  await expect(page.getByRole('heading', { level: 1, name: 'No connection' })).toBeVisible();
  await expect(page).toHaveTitle('No connection · ExpertBook');
  await expect(page).toHaveURL(/\/portal\/calendar$/);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await faultsOf(page)).toEqual([]);
  }
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'No connection' })).toBeVisible();

  await context.setOffline(false);
  await expect(page.getByRole('heading', { level: 1, name: 'Calendar' })).toBeVisible();
  await expect(page).toHaveURL(/\/portal\/calendar/);
});

test('the offline page has the chosen language', async ({ page, context, expert }) => {
  await signIn(page, expert);
  await page.goto('/portal');
  await underWorker(page);
  await context.setOffline(true);
  for (const [language, heading, direction] of [
    ['de', 'Keine Verbindung', 'ltr'],
    ['es', 'Sin conexión', 'ltr'],
    ['ar', 'لا يوجد اتصال', 'rtl'],
  ] as const) {
    await page.evaluate((code) => localStorage.setItem('eb.language', code), language);
    await page.goto('/portal');
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('dir', direction);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
  }
});

test('nothing personal is cached: no page and no response of the API', async ({ page, expert }) => {
  await signIn(page, expert);
  await page.goto('/portal');
  await underWorker(page);
  for (const path of ['/portal/bookings', '/portal/settings', expert.page, '/portal']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  const kept = await keptPaths(page);
  expect(kept.filter((path) => !HASHED.test(path)).sort()).toEqual(KEPT);
  expect(kept.length).toBeGreaterThan(KEPT.length);
});

test('clients get no service worker', async ({ page, expert }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(expert.page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  expect(asked).not.toContain('/sw.js');
});
