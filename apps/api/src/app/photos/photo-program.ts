/** What the program makes of a picture, as its exit code. */
export const PHOTO_EXIT = { done: 0, tooManyPixels: 3, unreadable: 4, tooMuchMemory: 5 } as const;

/** What the program is started with, as JSON in its first argument. */
export interface PhotoOrder {
  maxPixels: number;
  /** Bytes of resident memory. */
  maxMemory: number;
  pageSize: number;
  previewSize: number;
  paper: string;
}

/**
 * A program for Node that decodes one picture: the file comes by stdin; to stdout go the length of the WebP in four bytes, the
 * WebP and the JPEG. A text, because the API is built as one file and this must run without it. Decoders allocate outside of
 * what V8 can limit, in threads of their own, so the program watches its own memory meanwhile and ends itself.
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
async function main() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  const file = Buffer.concat(chunks);
  const options = { limitInputPixels: order.maxPixels, failOn: 'error', pages: 1 };
  const { width, height } = await sharp(file, { ...options, limitInputPixels: false }).metadata();
  if (width * height > order.maxPixels) return process.exit(exit.tooManyPixels);
  const square = await sharp(file, options)
    .autoOrient()
    .resize(order.pageSize, order.pageSize, { fit: 'cover', position: 'centre' })
    .toColourspace('srgb')
    .png({ compressionLevel: 1 })
    .toBuffer();
  const webp = await sharp(square).webp({ quality: 82 }).toBuffer();
  const jpeg = await sharp(square)
    .flatten({ background: order.paper })
    .resize(order.previewSize, order.previewSize)
    .jpeg({ quality: 82, mozjpeg: true })
    .toBuffer();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(webp.length);
  process.stdout.write(Buffer.concat([length, webp, jpeg]));
}
main().catch(() => process.exit(exit.unreadable));
`;
