/* global document, localStorage, location -- what is given to `evaluate` and the like runs in the page */

/**
 * @typedef {import('@playwright/test').Page} Page
 * @typedef {import('@playwright/test').BrowserContext} BrowserContext
 * @typedef {import('./world.mjs').World} World
 * @typedef {'visitor' | 'expert' | 'beginner' | 'newcomer'} Who
 *
 * @typedef {object} Screen
 * @property {string} name as in the name of a picture
 * @property {(page: Page, world: World) => Promise<unknown>} open from wherever the screen before left the page; in
 *   every language, so by addresses and structure, never by words
 * @property {boolean} [tall] worth showing beyond the first window
 * @property {boolean} [unfinished] shows a loading state: nothing is waited for
 */

/**
 * Sets the language and the theme of a browser context, and signs a user in without a form.
 *
 * @param {BrowserContext} context with the world's address as its base
 * @param {{ theme: 'light' | 'dark', language: string, account?: import('./world.mjs').Account }} as
 */
export async function dress(context, { theme, language, account }) {
  if (account) {
    const answer = await context.request.post('/api/v1/auth/login', { data: account });
    if (!answer.ok()) throw new Error(`signing in answered ${answer.status()}: ${await answer.text()}`);
  }
  await context.addInitScript(
    ({ chosen, spoken, signedIn }) => {
      // Not on `about:blank`, which has no storage.
      if (location.origin === 'null') return;
      localStorage.setItem('eb.theme', chosen);
      localStorage.setItem('eb.language', spoken);
      if (signedIn) localStorage.setItem('eb_signed_in', '1');
    },
    { chosen: theme, spoken: language, signedIn: account !== undefined },
  );
}

/**
 * Waits until fonts, images and data are loaded and nothing moves.
 *
 * @param {Page} page
 */
export async function settled(page) {
  await page.waitForFunction(
    () =>
      document.fonts.status === 'loaded' &&
      [...document.images].every((image) => image.complete || image.loading === 'lazy') &&
      document.querySelector('h1, [role="dialog"]') !== null &&
      !document.querySelector('.eb-skeleton, [aria-busy="true"], .ng-animating') &&
      document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
}

/**
 * @param {string} name
 * @param {string | ((world: World) => string)} path
 * @param {string} [ready] what is there when the screen is
 * @returns {Screen}
 */
export function at(name, path, ready = 'h1') {
  return {
    name,
    tall: true,
    open: (page, world) => goto(page, typeof path === 'string' ? path : path(world), ready),
  };
}

/**
 * @param {Page} page
 * @param {string} path
 * @param {string} [ready]
 */
export async function goto(page, path, ready = 'h1') {
  // With another fragment alone the page would not load again.
  if (path.includes('#')) await page.goto('about:blank');
  await page.goto(path);
  // A page has a heading for each width.
  await page.locator(ready).filter({ visible: true }).first().waitFor();
}

/**
 * A screen on top of another one, opened by a click.
 *
 * @param {string} name
 * @param {string | ((world: World) => string)} path
 * @param {string} button
 * @param {string} [ready]
 * @returns {Screen}
 */
export function over(name, path, button, ready = '[role="dialog"], [role="alertdialog"]') {
  return {
    name,
    async open(page, world) {
      await at(name, path).open(page, world);
      await settled(page);
      await page.locator(button).first().click();
      // A page has a heading for each width.
      await page.locator(ready).filter({ visible: true }).first().waitFor();
    },
  };
}
