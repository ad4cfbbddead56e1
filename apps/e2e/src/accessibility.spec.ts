import { expect, test } from '@playwright/test';
import { faultsOf } from './accessibility';

const SPOKEN = 'label-content-name-mismatch';
const rulesOf = (faults: readonly string[]) => faults.map((fault) => fault.split(':')[0]).sort();
const page = (content: string) =>
  `<!doctype html><html lang="en"><title>Times</title><main><h1>Times</h1>${content}</main></html>`;

test('faults of a page are found, and none on a correct page', async ({ page: tab }) => {
  await tab.setContent(
    page('<img src="data:,"><p style="color: #999">pale</p><button aria-label="Next">Forward</button>'),
  );
  const all = await faultsOf(tab, { also: [SPOKEN] });
  expect(rulesOf(all)).toEqual(['color-contrast', 'image-alt', SPOKEN]);
  expect(all.join()).toContain('<img src="data:,">');
  expect(rulesOf(await faultsOf(tab))).toEqual(['color-contrast', 'image-alt']);
  expect(rulesOf(await faultsOf(tab, { only: ['image-alt'] }))).toEqual(['image-alt']);
  expect(rulesOf(await faultsOf(tab, { without: ['image-alt'] }))).toEqual(['color-contrast']);

  await tab.setContent(page('<p>dark</p><iframe title="Elsewhere" srcdoc="<img src=data:,>"></iframe>'));
  expect(await faultsOf(tab, { also: [SPOKEN] })).toEqual([]);
});
