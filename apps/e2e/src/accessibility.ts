import type { Page } from '@playwright/test';
import type axe from 'axe-core';
import { expect } from '@playwright/test';
import { readFileSync } from 'node:fs';

/** WCAG 2.2 AA with all earlier criteria, and good practices beyond. */
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The same program as `source` of the package, in half as many bytes: it is sent to every page and compiled there. */
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export interface Check {
  /** Only these rules. */
  only?: readonly string[];
  /** All rules except these. */
  without?: readonly string[];
  /** Additional rules, which axe calls experimental. */
  also?: readonly string[];
}

/**
 * axe's findings on the current page, one line per rule with the elements that break it; the content of a frame is
 * checked on its own page. Not through `AxeBuilder`, which parses axe again for every check and transfers passed
 * rules too: that took three times as long.
 */
export async function faultsOf(page: Page, check: Check = {}): Promise<string[]> {
  // The initial HTML disappears as soon as the application has rendered the same: not while axe runs.
  await page.locator('#eb-first').waitFor({ state: 'detached' });
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async (options) => {
    const here = window as unknown as { axe: typeof axe };
    // Elements that fade in have another contrast at first.
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

/** Waits until the page is complete, and expects no finding of axe. */
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
