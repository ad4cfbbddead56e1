import type { Page } from '@playwright/test';
import type axe from 'axe-core';
import { expect } from '@playwright/test';
import { readFileSync } from 'node:fs';

/** WCAG 2.2 AA and everything before it, and what is good practice beyond. */
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The same program as `source` of the package, in half as many bytes: it is sent to every page and compiled there. */
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export interface Check {
  /** These rules and no others. */
  only?: readonly string[];
  /** All rules but these. */
  without?: readonly string[];
  /** These, too, though axe calls them experimental. */
  also?: readonly string[];
}

/**
 * axe's findings on the page as it stands, one line a rule with the elements that break it; the content of
 * a frame is checked on its own page. Not through `AxeBuilder`, which parses axe again for every check and transfers
 * passed rules too: that took three times as long.
 */
export async function faultsOf(page: Page, check: Check = {}): Promise<string[]> {
  // What the API drew goes as soon as the application has drawn the same: not while axe is looking.
  await page.locator('#eb-first').waitFor({ state: 'detached' });
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async (options) => {
    const here = window as unknown as { axe: typeof axe };
    // What fades in has another contrast until it is there.
    const passing = document
      .getAnimations()
      .filter(
        ({ playState, effect }) =>
          playState === 'running' && effect?.getComputedTiming().endTime !== Infinity,
      );
    await Promise.allSettled(passing.map(({ finished }) => finished));
    const { violations } = await here.axe.run(document, options);
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, any }) => `${html} ${any[0]?.message ?? ''}`).join(' ')}`,
    );
  }, optionsFor(check));
}

/** The page is there, all of it, and axe finds nothing. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  expect(await faultsOf(page)).toEqual([]);
}

function optionsFor({ only, without = [], also = [] }: Check): axe.RunOptions {
  const settings = { iframes: false, resultTypes: ['violations'] } satisfies axe.RunOptions;
  if (only) return { ...settings, runOnly: { type: 'rule', values: [...only] } };
  return {
    ...settings,
    runOnly: { type: 'tag', values: STANDARDS },
    rules: Object.fromEntries([
      ...also.map((rule) => [rule, { enabled: true }] as const),
      ...without.map((rule) => [rule, { enabled: false }] as const),
    ]),
  };
}
