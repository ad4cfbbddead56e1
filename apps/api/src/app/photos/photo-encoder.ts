import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { argv, execPath } from 'node:process';
import { buffer } from 'node:stream/consumers';
import { DomainError, fieldError } from '../http/domain-error';
import type { ImageKind } from './image-kind';
import { imageKindOf } from './image-kind';
import type { PhotoOrder } from './photo-program';
import { PHOTO_EXIT, PHOTO_PROGRAM } from './photo-program';

const PAGE_SIZE = 512;
const PREVIEW_SIZE = 400;
const PAPER = '#ffffff';
/**
 * A phone's photo has 12 to 50 million pixels. JPEG and PNG are decoded line by line or smaller; of the others the whole
 * picture is in memory at once, of AVIF at 14 bytes a pixel.
 */
const MAX_PIXELS: Readonly<Record<ImageKind, number>> = {
  jpeg: 50_000_000,
  png: 50_000_000,
  webp: 25_000_000,
  avif: 16_000_000,
  gif: 10_000_000,
};
const MAX_MEMORY_BYTES = 512 * 1024 * 1024;
const MAX_HEAP_MB = 64;
const DEADLINE_MS = 20_000;

/** The pictures made of an uploaded one. */
export interface EncodedPhoto {
  webp: Buffer;
  jpeg: Buffer;
}

/**
 * Decodes a picture and makes ours of it: upright, cut to a square about its middle, without any metadata (places, cameras). In a
 * process of its own, with bounds of memory and time and no settings to read: what a crafted file does to a decoder
 * happens there (ADR 18).
 * @param maxMemory bytes
 * @throws DomainError `unsupported_media_type` unless it is a JPEG, PNG, WebP, AVIF or GIF by its content;
 *   `validation_failed` for one that is broken or too large to decode
 */
export async function encodePhoto(file: Buffer, maxMemory = MAX_MEMORY_BYTES): Promise<EncodedPhoto> {
  const kind = imageKindOf(file);
  if (kind === null) {
    throw new DomainError('unsupported_media_type', {
      detail: 'The photo must be a JPEG, PNG, WebP, AVIF or GIF.',
    });
  }
  const order: PhotoOrder = {
    maxPixels: MAX_PIXELS[kind],
    maxMemory,
    pageSize: PAGE_SIZE,
    previewSize: PREVIEW_SIZE,
    paper: PAPER,
  };
  const { code, output } = await run(file, order);
  if (code === PHOTO_EXIT.done && output.length > 4) {
    const end = 4 + output.readUInt32BE(0);
    return { webp: output.subarray(4, end), jpeg: output.subarray(end) };
  }
  const tooLarge = code === PHOTO_EXIT.tooManyPixels || code === PHOTO_EXIT.tooMuchMemory;
  throw fieldError(
    'validation_failed',
    'photo',
    tooLarge
      ? 'This picture has too many pixels. Please make it smaller.'
      : 'This picture cannot be read. Please choose another one.',
  );
}

async function run(file: Buffer, order: PhotoOrder): Promise<{ code: number | null; output: Buffer }> {
  // Libraries are found from where the API was started, as the API finds them itself.
  const child = spawn(
    execPath,
    [`--max-old-space-size=${MAX_HEAP_MB}`, '-e', PHOTO_PROGRAM, JSON.stringify(order)],
    {
      cwd: dirname(argv[1] ?? ''),
      env: {},
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: DEADLINE_MS,
      killSignal: 'SIGKILL',
    },
  );
  const ended = once(child, 'close') as Promise<[number | null]>;
  // It may end before it has read everything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(file);
  const [output, [code]] = await Promise.all([buffer(child.stdout), ended]);
  return { code, output };
}
