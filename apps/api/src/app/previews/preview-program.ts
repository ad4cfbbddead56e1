/** Exit code of a success. */
export const PREVIEW_DONE = 0;

/** A text and the box it has to fit into; a long one becomes smaller, then gets more lines. */
export interface PreviewText {
  text: string;
  /** Pixels. */
  size: number;
  bold: boolean;
  left: number;
  /** Null = in the stack: texts below each other, centred at {@link PreviewOrder.middle}. */
  top: number | null;
  width: number;
  height: number;
  /** Centred in its box; otherwise at the side where its language begins. */
  centred?: boolean;
}

/** Options of the program, as JSON in its first argument. */
export interface PreviewOrder {
  width: number;
  height: number;
  /** Font packages, the preferred ones first. */
  fonts: readonly string[];
  /** SVG without text: fontconfig would use fonts of the machine. */
  background: string;
  /** `#rrggbb` of all texts. */
  ink: string;
  texts: readonly PreviewText[];
  /** Vertical centre of the stack of texts. */
  middle: number;
  /** Position of the portrait, which the program reads from stdin. Null without one. */
  portrait: { left: number; top: number; size: number } | null;
  /** Bytes of resident memory. */
  maxMemory: number;
}

/**
 * A program for Node that draws one picture for link previews and writes it to stdout as a JPEG. It is a string, for
 * the reasons in `photo-program.ts`. Fonts come from packages, so that a machine without fonts draws every script.
 * Only the files with characters of the texts are unpacked, into a folder that is removed with the program.
 * Characters that no font has are left out.
 */
export const PREVIEW_PROGRAM = `
const order = JSON.parse(process.argv[1]);
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');
const find = createRequire(join(process.cwd(), 'any.js'));
setInterval(() => {
  if (process.memoryUsage.rss() > order.maxMemory) process.exit(5);
}, 5).unref();
const folder = mkdtempSync(join(tmpdir(), 'expertbook-preview-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

function covers(ranges, letter) {
  return ranges.some(([first, last]) => letter >= first && letter <= last);
}
function rangesOf(text) {
  return text.split(',').map((range) => {
    const [first, last = first] = range.trim().slice(2).split('-');
    return [parseInt(first, 16), parseInt(last, 16)];
  });
}
const parts = order.fonts.flatMap((name) => {
  const root = dirname(find.resolve('@fontsource-variable/' + name + '/package.json'));
  return Object.entries(JSON.parse(readFileSync(join(root, 'unicode.json'), 'utf8'))).map(([part, text]) => ({
    file: join(root, 'files', name + '-' + part.replace(/[\\[\\]]/g, '') + '-wght-normal.woff2'),
    ranges: rangesOf(text),
  }));
});
const needed = new Set();
const drawn = (text) =>
  Array.from(text)
    .filter((sign) => {
      const letter = sign.codePointAt(0);
      const part = parts.find(({ ranges }) => covers(ranges, letter));
      if (part) needed.add(part.file);
      return Boolean(part) || /\\s/.test(sign);
    })
    .join('')
    .replace(/\\s+/g, ' ')
    .trim();
const isRtl = (text) => /^[^\\p{L}]*[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc]/u.test(text);
const escaped = (text) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);

async function main() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const photo = Buffer.concat(chunks);
  const texts = order.texts.map((one) => ({ ...one, text: drawn(one.text) })).filter(({ text }) => text);
  const { decompress } = find('wawoff2');
  let count = 0;
  for (const file of needed) writeFileSync(join(folder, ++count + '.ttf'), await decompress(readFileSync(file)));
  const config = join(folder, 'fonts.conf');
  writeFileSync(
    config,
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>' + folder +
      '</dir><cachedir>' + join(folder, 'cache') + '</cachedir></fontconfig>',
  );
  process.env.FONTCONFIG_FILE = config;
  const sharp = find('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  const layers = [];
  if (order.portrait && photo.length > 0) {
    const { left, top, size } = order.portrait;
    const round = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="' + size + '" height="' + size +
      '"><circle cx="' + size / 2 + '" cy="' + size / 2 + '" r="' + size / 2 + '"/></svg>');
    const input = await sharp(photo, { limitInputPixels: 4000000 })
      .resize(size, size)
      .composite([{ input: round, blend: 'dest-in' }])
      .png()
      .toBuffer();
    layers.push({ input, left, top });
  }
  const stack = [];
  for (const { text, size, bold, left, top, width, height, centred } of texts) {
    const markup = '<span foreground="' + order.ink + '">' + escaped(text) + '</span>';
    const draw = async (pixels, more = {}) => {
      const { data, info } = await sharp({
        text: {
          text: markup,
          font: 'Noto Sans ' + (bold ? 'Bold ' : '') + pixels,
          dpi: 72,
          width,
          rgba: true,
          wrap: 'word-char',
          spacing: Math.round(pixels * 0.12),
          ...more,
        },
      })
        .png()
        .toBuffer({ resolveWithObject: true });
      return { input: data, width: info.width, height: info.height };
    };
    let picture = await draw(size);
    for (let pixels = size - 4; picture.height > height && pixels >= 24; pixels -= 4) picture = await draw(pixels);
    if (picture.height > height || picture.width > width) {
      picture.input = await sharp(picture.input)
        .extract({ left: 0, top: 0, width: Math.min(picture.width, width), height: Math.min(picture.height, height) })
        .toBuffer();
      picture.width = Math.min(picture.width, width);
      picture.height = Math.min(picture.height, height);
    }
    const room = width - picture.width;
    const layer = {
      input: picture.input,
      left: Math.round(left + (centred ? room / 2 : isRtl(text) ? room : 0)),
      top: Math.round((top ?? 0) + (centred ? (height - picture.height) / 2 : 0)),
      height: picture.height,
    };
    layers.push(layer);
    if (top === null) stack.push(layer);
  }
  const gap = 34;
  const tall = stack.reduce((sum, { height }) => sum + height + gap, -gap);
  stack.reduce((y, layer) => ((layer.top = Math.round(y)), y + layer.height + gap), order.middle - tall / 2);
  const jpeg = await sharp(Buffer.from(order.background))
    .composite(layers.map(({ input, left, top }) => ({ input, left, top })))
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 86, mozjpeg: true, chromaSubsampling: '4:4:4' })
    .toBuffer();
  process.stdout.write(jpeg, () => process.exit(0));
}
main().catch((error) => {
  process.stdout.write(String(error && error.stack), () => process.exit(4));
});
`;
