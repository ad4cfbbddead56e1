/** Results of the program, as exit codes. */
export const PHOTO_EXIT = { done: 0, tooManyPixels: 3, unreadable: 4, tooMuchMemory: 5 } as const;

/**
 * One of the pictures to encode: cropped to this size around its centre, never enlarged beyond the size of the first
 * one.
 */
export interface PhotoVariant {
  width: number;
  height: number;
  as: 'webp' | 'jpeg';
}

/** Options of the program, as JSON in its first argument. */
export interface PhotoOrder {
  maxPixels: number;
  /** Bytes of resident memory. */
  maxMemory: number;
  /** The largest one first. */
  variants: readonly PhotoVariant[];
  /** Background colour for formats without transparency. */
  paper: string;
}

/**
 * A program for Node that decodes one picture: it reads the file from stdin, and writes the variants to stdout in
 * their order, each after its length in four bytes. It is a string, because the API is built as one file and the
 * program must run without it. Decoders allocate memory outside of V8's limits, in threads of their own, so the
 * program watches its own memory and ends itself.
 */
export const PHOTO_PROGRAM = `
const order = JSON.parse(process.argv[1]);
const exit = ${JSON.stringify(PHOTO_EXIT)};
setInterval(() => {
  if (process.memoryUsage.rss() > order.maxMemory) process.exit(exit.tooMuchMemory);
}, 5).unref();
const sharp = require('sharp');
sharp.cache(false);
sharp.concurrency(1);
const resized = (image, { width, height }) => image.resize(width, height, { fit: 'cover', position: 'centre' });
async function main() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const file = Buffer.concat(chunks);
  const options = { limitInputPixels: order.maxPixels, failOn: 'error', pages: 1 };
  const { width, height } = await sharp(file, { ...options, limitInputPixels: false }).metadata();
  if (width * height > order.maxPixels) return process.exit(exit.tooManyPixels);
  const cut = await resized(sharp(file, options).autoOrient(), order.variants[0])
    .toColourspace('srgb')
    .png({ compressionLevel: 1 })
    .toBuffer();
  for (const variant of order.variants) {
    const picture = resized(sharp(cut), variant);
    const bytes = await (variant.as === 'webp'
      ? picture.webp({ quality: 82 })
      : picture.flatten({ background: order.paper }).jpeg({ quality: 82, mozjpeg: true })
    ).toBuffer();
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    process.stdout.write(length);
    process.stdout.write(bytes);
  }
}
main().catch(() => process.exit(exit.unreadable));
`;
