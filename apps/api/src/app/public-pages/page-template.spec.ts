import { createHash } from 'node:crypto';
import type { PageParts } from './page-template';
import { PageTemplate } from './page-template';

const FILE =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title><script>theme()</script></head>' +
  '<body><eb-root></eb-root><script src="main-ABCDEFGH.js" type="module"></script></body></html>';
const parts: PageParts = {
  language: 'en',
  title: 'Ada',
  head: '',
  scripts: ['/chunk-A.js'],
  initialHtml: '<h1>Ada</h1>',
  data: '<script type="application/json" id="eb-data">{}</script>',
};
const LINK = '<link rel="modulepreload" fetchpriority="low" href="/chunk-A.js">';

describe('a page', () => {
  const template = PageTemplate.parse(FILE);

  it('is painted before the application is loaded', () => {
    const html = template.render(parts);
    expect(html).toContain('<div id="eb-first"><h1>Ada</h1></div><eb-root></eb-root>');
    expect(html).toContain(`<template id="eb-late">${LINK}</template>`);
    expect(html).not.toContain('type="module"');
    expect(html.split('<template')[0]).not.toMatch(/modulepreload|chunk-A|main-/);
    expect(html.indexOf('eb-data')).toBeLessThan(html.indexOf('import("./main-ABCDEFGH.js")'));
  });

  it('starts the application at once where there is no initial HTML', () => {
    const html = template.render({ ...parts, initialHtml: '' });
    expect(html).toContain(`<title>Ada</title>${LINK}`);
    expect(html).toContain('<script fetchpriority="low" src="main-ABCDEFGH.js" type="module"></script>');
    expect(html).not.toContain('eb-first');
  });

  it('lists the hash of every script in it', () => {
    for (const initialHtml of ['', '<h1>Ada</h1>']) {
      const html = template.render({ ...parts, initialHtml });
      const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script);
      expect(inline).toHaveLength(initialHtml ? 2 : 1);
      for (const script of inline)
        expect(template.scriptHashes).toContain(
          `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
        );
    }
  });

  it('has the look of its expert, without the default mark', () => {
    expect(template.render({ ...parts, look: 'calm' })).toContain(
      '<html lang="en" dir="ltr" data-look="calm">',
    );
    expect(template.render({ ...parts, look: 'classic' })).toContain('<html lang="en" dir="ltr">');
  });

  it('has the style of its root', () => {
    expect(template.render({ ...parts, style: '--a:"b"' })).toContain(
      '<html lang="en" dir="ltr" style="--a:&quot;b&quot;">',
    );
  });
});
