export type ImageKind = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif';

/** Bytes at one position; all of a kind have to match. */
type Signature = readonly (readonly [at: number, bytes: string])[];

const SIGNATURES: readonly (readonly [kind: ImageKind, signature: Signature])[] = [
  ['jpeg', [[0, '\xff\xd8\xff']]],
  ['png', [[0, '\x89PNG\r\n\x1a\n']]],
  ['gif', [[0, 'GIF87a']]],
  ['gif', [[0, 'GIF89a']]],
  [
    'webp',
    [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
  ],
  ['avif', [[4, 'ftypavif']]],
  ['avif', [[4, 'ftypavis']]],
];
const MAX_SIGNATURE_BYTES = 16;

/**
 * The kind of image by its first bytes, regardless of the file's name; null for all that is not decoded here (SVG, PDF,
 * HEIC, ...).
 */
export function imageKindOf(file: Buffer): ImageKind | null {
  const head = file.subarray(0, MAX_SIGNATURE_BYTES).toString('latin1');
  const fits = (signature: Signature): boolean =>
    signature.every(([at, bytes]) => head.startsWith(bytes, at));
  return SIGNATURES.find(([, signature]) => fits(signature))?.[0] ?? null;
}
