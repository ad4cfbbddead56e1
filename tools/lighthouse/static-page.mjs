import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { ROOT } from '../run/paths.mjs';

const FONT = readFileSync(join(ROOT, 'libs/web-shared/src/styles/fonts/figtree-latin.woff2'));

/** The text of a booking page, written by hand: one HTML file with inline styles, the same font, and no script. */
const PAGE = gzipSync(`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Consultation · Ada Winter</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="description" content="One question, looked at together.">
    <link rel="icon" href="data:,">
    <link rel="preload" href="/figtree.woff2" as="font" type="font/woff2" crossorigin>
    <style>
      @font-face { font-family: Figtree; font-weight: 300 900; font-display: swap; src: url(/figtree.woff2) format('woff2'); }
      body { margin: 0; background: #f8f6f1; color: #1a1e1c; font: 16px/1.5 Figtree, sans-serif; }
      main { max-width: 60rem; margin: 0 auto; padding: 16px; }
      h1 { font-size: 1.75rem; line-height: 1.2; }
      section { background: #fff; border: 1px solid #dcd9d0; border-radius: 16px; padding: 24px; }
    </style>
  </head>
  <body>
    <main>
      <section>
        <p>Ada Winter</p>
        <h1>Consultation</h1>
        <p>30 or 60 minutes, by video</p>
        <p>One question, looked at together. Tell me in the notes what I should read beforehand.</p>
      </section>
    </main>
  </body>
</html>
`);

/**
 * Serves the page for the comparison.
 *
 * @param {{ also: (name: string, stop: () => unknown) => void }} end see `run/ending.mjs`
 * @returns {Promise<{ url: string }>}
 */
export async function startStaticPage(end) {
  const server = createServer((request, response) => {
    if (request.url === '/figtree.woff2') {
      response
        .writeHead(200, { 'Content-Type': 'font/woff2', 'Cache-Control': 'max-age=31536000' })
        .end(FONT);
    } else if (request.url === '/') {
      const head = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Encoding': 'gzip' };
      response.writeHead(200, head).end(PAGE);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  end.also('static page', () => new Promise((done) => (server.close(done), server.closeAllConnections())));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://localhost:${port}/` };
}
