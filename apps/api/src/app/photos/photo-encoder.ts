import { DomainError, fieldError } from '../http/domain-error';
import type { ImageKind } from './image-kind';
import { imageKindOf } from './image-kind';
import { runImageProgram } from './image-process';
import type { PhotoOrder, PhotoVariant } from './photo-program';
import { PHOTO_EXIT, PHOTO_PROGRAM } from './photo-program';

const PAPER = '#ffffff';
/**
 * A phone's photo has 12 to 50 million pixels. JPEG and PNG are decoded line by line or at a smaller size; of the
 * others the whole picture is in memory at once, of AVIF with 14 bytes per pixel.
 */
const MAX_PIXELS: Readonly<Record<ImageKind, number>> = {
  jpeg: 50_000_000,
  png: 50_000_000,
  webp: 25_000_000,
  avif: 16_000_000,
  gif: 10_000_000,
};
const MAX_MEMORY_BYTES = 512 * 1024 * 1024;

/** The pictures made of an upload, and the form field of the upload. */
export interface PictureKind<Name extends string> {
  field: 'photo' | 'cover';
  /** The largest one first. */
  variants: Readonly<Record<Name, PhotoVariant>>;
}

export const PHOTO = {
  field: 'photo',
  variants: {
    webp: { width: 512, height: 512, as: 'webp' },
    jpeg: { width: 400, height: 400, as: 'jpeg' },
  },
} as const satisfies PictureKind<string>;

export const COVER = {
  field: 'cover',
  variants: {
    wide: { width: 1920, height: 480, as: 'webp' },
    small: { width: 960, height: 240, as: 'webp' },
  },
} as const satisfies PictureKind<string>;

/**
 * Decodes a picture and encodes it again: upright, cropped around its centre, without metadata (locations, cameras).
 * In a process of its own, which contains the effects of a malicious file on a decoder (ADR 18).
 * @param maxMemory bytes
 * @throws DomainError `unsupported_media_type` unless it is a JPEG, PNG, WebP, AVIF or GIF by its content;
 *   `validation_failed` for one that is broken or too large to decode
 */
export async function encodePicture<Name extends string>(
  file: Buffer,
  { field, variants }: PictureKind<Name>,
  maxMemory = MAX_MEMORY_BYTES,
): Promise<Record<Name, Buffer>> {
  const kind = imageKindOf(file);
  if (kind === null) {
    throw new DomainError('unsupported_media_type', {
      detail: `The ${field} must be a JPEG, PNG, WebP, AVIF or GIF.`,
    });
  }
  const names = Object.keys(variants) as Name[];
  const order: PhotoOrder = {
    maxPixels: MAX_PIXELS[kind],
    maxMemory,
    variants: names.map((name) => variants[name]),
    paper: PAPER,
  };
  const { code, output } = await runImageProgram({ source: PHOTO_PROGRAM, order, input: file });
  if (code === PHOTO_EXIT.done) {
    const parts = partsOf(output);
    if (parts.length === names.length)
      return Object.fromEntries(names.map((name, at) => [name, parts[at]])) as Record<Name, Buffer>;
  }
  const tooLarge = code === PHOTO_EXIT.tooManyPixels || code === PHOTO_EXIT.tooMuchMemory;
  throw fieldError(
    'validation_failed',
    field,
    tooLarge
      ? 'This picture has too many pixels. Please make it smaller.'
      : 'This picture cannot be read. Please choose another one.',
  );
}

/** Splits output in which each part follows its length. */
function partsOf(output: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at + 4 <= output.length;) {
    const end = at + 4 + output.readUInt32BE(at);
    parts.push(output.subarray(at + 4, end));
    at = end;
  }
  return parts;
}
