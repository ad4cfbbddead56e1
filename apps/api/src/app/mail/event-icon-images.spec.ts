import { EVENT_TYPE_ICONS } from '@expertbook/contracts';
import { EVENT_ICONS } from '@expertbook/presentation';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Sharp } from 'sharp';
import sharp from 'sharp';

const FOLDER = join(__dirname, '../../../../web/public/images/event-icons');
/** Of 255: differences that a palette or another version of the renderer may cause. */
const TOLERANCE = 4;

/** Coverage of each pixel. */
const coverageOf = (image: Sharp) =>
  image.ensureAlpha().extractChannel('alpha').raw().toBuffer({ resolveWithObject: true });

describe("images of the event types' icons in mails", () => {
  it('exist for each icon, and for nothing else', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(EVENT_TYPE_ICONS.map((icon) => `${icon}.png`).sort());
  });

  it.each(EVENT_TYPE_ICONS)(
    'show %s as the pages draw it (otherwise run: node tools/event-icons.mjs)',
    async (icon) => {
      const { data, info } = await coverageOf(sharp(join(FOLDER, `${icon}.png`)));
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${info.width}" height="${info.height}" viewBox="0 0 24 24" fill="none" stroke="#fff" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"><path d="${EVENT_ICONS[icon]}"/></svg>`;
      const drawn = await coverageOf(sharp(Buffer.from(svg)));
      const difference = data.reduce((sum, value, at) => sum + Math.abs(value - (drawn.data[at] ?? 0)), 0);
      expect(difference / data.length).toBeLessThan(TOLERANCE);
    },
  );
});
