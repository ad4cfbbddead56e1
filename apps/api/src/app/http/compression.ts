import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** `once`: compressed for one request; `kept`: cached and sent again. */
export type Effort = 'once' | 'kept';

/**
 * Levels of both encodings. `once` quickly removes four fifths of the bytes. `kept` takes twice as long and saves
 * another tenth, which decides whether a page fits into the first ten segments that a server may send (RFC 6928).
 * Brotli's window of 64 kB holds a whole page; a larger one makes quality 9 ten times slower.
 */
const LEVELS = {
  once: { brotli: 4, window: 22, gzip: 4 },
  kept: { brotli: 9, window: 16, gzip: 6 },
} as const;

export type Encoding = 'br' | 'gzip';

/**
 * The strongest encoding that the client accepts, of those made here; null = none. Quality values are ignored,
 * because browsers always send 1.
 */
export function encodingFor(header: string | undefined): Encoding | null {
  if (header === undefined) return null;
  if (header !== last.header) last = { header, encoding: strongestIn(header) };
  return last.encoding;
}

/** Browsers send the same header each time. */
let last: { header: string; encoding: Encoding | null } = { header: '', encoding: null };

function strongestIn(header: string): Encoding | null {
  const accepted = header.split(',').map((word) => word.trim().toLowerCase());
  const takes = (name: string) =>
    accepted.some((word) => word === name || new RegExp(`^${name};q=(?!0(?:\\.0*)?$)`).test(word));
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : null;
}

/** Compresses off the main thread. */
export async function compress(text: string, encoding: Encoding, effort: Effort): Promise<Buffer> {
  const level = LEVELS[effort];
  if (encoding === 'gzip') return zip(text, { level: level.gzip });
  return brotli(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: level.brotli,
      [constants.BROTLI_PARAM_LGWIN]: level.window,
      [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
    },
  });
}
