/* global document -- what is given to `evaluate` runs in the page */

import { settled } from '../../apps/e2e/src/screens/screen.mjs';

/** A real window has a scroll bar there; in a picture it would be a gap. */
const WITHOUT_GUTTER = 'html { scrollbar-gutter: auto !important }';
/** The calendar measures its window again this long after it has changed. */
const RESIZE_MS = 200;

/**
 * Takes a picture once the page has nothing left to load.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} path of the file
 * @param {{ whole: boolean, moving: boolean }} options the whole page in a window that is tall enough, or what fits
 * into
 *   the window; a page that keeps loading is not waited for
 * @throws {Error} when the page is wider than its window
 */
export async function takePicture(page, path, { whole, moving }) {
  const size = page.viewportSize();
  await page.mouse.move(0, 0);
  await page.addStyleTag({ content: WITHOUT_GUTTER });
  await page.evaluate(() => globalThis.scrollTo(0, 0));
  if (!moving) await settled(page);
  const { width, height } = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    height: document.documentElement.scrollHeight,
  }));
  if (size && width > size.width) throw new Error(`${path}: the page is ${width} px wide`);
  // Not Playwright's fullPage: elements fixed to the bottom of the window would be in the middle of the picture.
  if (size && whole) {
    await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) });
    await page.waitForTimeout(RESIZE_MS);
  }
  if (!moving) await settled(page);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  if (size && whole) await page.setViewportSize(size);
}
