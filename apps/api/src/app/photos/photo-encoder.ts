import { fieldError, DomainError } from '../http/domain-error';
import { imageKindOf } from './image-kind';

const PAGE_SIZE = 512;
const PREVIEW_SIZE = 400;
/** A phone's photo has 12 to 50 million pixels; a bomb of a few kilobytes may claim a billion. */
const MOST_PIXELS = 50_000_000;
const PAPER = '#ffffff';

/** The pictures made of an uploaded one. */
export interface EncodedPhoto {
  webp: Buffer;
  jpeg: Buffer;
}

let turn: Promise<unknown> = Promise.resolve();

/**
 * Decodes a picture and makes ours of it: upright, cut to a square about its middle, without any metadata (places, cameras).
 * One at a time, so that many uploads take turns instead of memory.
 * @throws DomainError `unsupported_media_type` unless it is a JPEG, PNG, WebP, AVIF or GIF by its content;
 *   `validation_failed` for one that is broken or too large to decode
 */
export async function encodePhoto(file: Buffer): Promise<EncodedPhoto> {
  if (imageKindOf(file) === null) {
    throw new DomainError('unsupported_media_type', {
      detail: 'The photo must be a JPEG, PNG, WebP, AVIF or GIF.',
    });
  }
  const result = turn.then(() => encode(file));
  turn = result.catch(() => undefined);
  return result;
}

async function encode(file: Buffer): Promise<EncodedPhoto> {
  // Native and large: an installation whose experts upload nothing never loads it.
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  try {
    const square = await sharp(file, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })
      .autoOrient()
      .resize(PAGE_SIZE, PAGE_SIZE, { fit: 'cover', position: 'centre' })
      .toColourspace('srgb')
      .png({ compressionLevel: 1 })
      .toBuffer();
    const webp = await sharp(square).webp({ quality: 82 }).toBuffer();
    const jpeg = await sharp(square)
      .flatten({ background: PAPER })
      .resize(PREVIEW_SIZE, PREVIEW_SIZE)
      .jpeg({ quality: 82, mozjpeg: true })
      .toBuffer();
    return { webp, jpeg };
  } catch (error) {
    const tooLarge = error instanceof Error && /pixel limit/i.test(error.message);
    throw fieldError(
      'validation_failed',
      'photo',
      tooLarge
        ? 'This picture has too many pixels. Please make it smaller.'
        : 'This picture cannot be read. Please choose another one.',
    );
  }
}
