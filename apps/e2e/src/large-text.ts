import type { Page } from '@playwright/test';
import { faultsOf } from './accessibility';

/** Rules that depend on the size of text. */
const BY_SIZE = ['target-size', 'scrollable-region-focusable', 'button-name', 'link-name', 'label'];
const USUAL = 16;

/**
 * What is lost on the current page when the browser's text has twice its size: sideways scrolling, text outside the
 * window or outside its box, and axe's findings. Afterwards the text has its usual size again.
 */
export async function faultsOfLargeText(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const size = (standard: number) => session.send('Page.setFontSizes', { fontSizes: { standard } });
  await size(2 * USUAL);
  try {
    await page.waitForFunction(
      (wanted) => parseFloat(getComputedStyle(document.documentElement).fontSize) === wanted,
      2 * USUAL,
    );
    const lost = await page.evaluate(lostWords);
    const faults = await faultsOf(page, { only: BY_SIZE });
    return [...lost, ...faults].map((fault) => `large text: ${fault}`);
  } finally {
    await size(USUAL);
    await session.detach();
  }
}

/** Runs in the page. The week and the month of a calendar are pictures: their list has the same content as text. */
function lostWords(): string[] {
  const SLACK = 1.5;
  const root = document.documentElement;
  const lost = new Set<string>();
  if (root.scrollWidth > root.clientWidth) lost.add(`the page is ${root.scrollWidth} px wide`);
  for (const element of document.querySelectorAll<HTMLElement>('body *:not(svg, svg *, option)')) {
    const texts = [...element.childNodes].filter((node) => node.nodeType === 3 && node.nodeValue?.trim());
    if (texts.length === 0 && !element.matches('input, select, textarea, button')) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (element.closest('[class*="sr-only"], .fc-view, [inert]')) continue;
    // Of the text alone: some children may be for screen readers only.
    const boxes = texts.map((node) => {
      const range = document.createRange();
      range.selectNode(node);
      return range.getBoundingClientRect();
    });
    if (texts.length === 0) boxes.push(element.getBoundingClientRect());
    const left = Math.min(...boxes.map((box) => box.left));
    const right = Math.max(...boxes.map((box) => box.right));
    const words = `"${(element.textContent || element.getAttribute('aria-label') || element.tagName).trim().slice(0, 40)}"`;
    const own = getComputedStyle(element);
    const spills = own.display !== 'inline' && element.scrollWidth > element.clientWidth + SLACK;
    if (spills && texts.length > 0 && own.overflowX === 'visible') lost.add(`${words} is wider than its box`);
    let edge: HTMLElement | null = element;
    while (edge && getComputedStyle(edge).overflowX === 'visible') edge = edge.parentElement;
    const scrolls = edge !== null && /auto|scroll/.test(getComputedStyle(edge).overflowX);
    if (edge === null || edge === root || edge === document.body) {
      if (left < -SLACK || right > root.clientWidth + SLACK) lost.add(`${words} lies outside the window`);
    } else if (!scrolls) {
      const box = edge.getBoundingClientRect();
      if (left < box.left - SLACK || right > box.right + SLACK) lost.add(`${words} is cut`);
    }
  }
  return [...lost];
}
