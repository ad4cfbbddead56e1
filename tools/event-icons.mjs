/**
 * Draws the icons of event types for mails, because mail clients do not show SVG: white on transparent, for a
 * coloured background. `node tools/event-icons.mjs` after a change of libs/presentation/src/event-icons.ts.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { ROOT } from './run/paths.mjs';

/** Size of the file; mails show it at a quarter of that. */
const SIZE = 88;
const TARGET = join(ROOT, 'apps/web/public/images/event-icons');

const source = readFileSync(join(ROOT, 'libs/presentation/src/event-icons.ts'), 'utf8');
for (const [, name, path] of source.matchAll(/^\s+(\w+):\s+'([^']+)',$/gm)) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 24 24" fill="none" stroke="#fff" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"><path d="${path}"/></svg>`;
  await sharp(Buffer.from(svg))
    .png({ palette: true, compressionLevel: 9 })
    .toFile(join(TARGET, `${name}.png`));
}
