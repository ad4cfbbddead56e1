import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** What is made anew for each request: quick settings, which still take four fifths of it away. */
const QUICK = 4;

export type Encoding = 'br' | 'gzip';

/** The strongest encoding the client takes, of those made here; null = as it is. Quality values are 1 in practice. */
export function encodingFor(header: string | undefined): Encoding | null {
  if (header === undefined) return null;
  if (header !== last.header) last = { header, encoding: strongestIn(header) };
  return last.encoding;
}

/** Browsers say the same each time. */
let last: { header: string; encoding: Encoding | null } = { header: '', encoding: null };

function strongestIn(header: string): Encoding | null {
  const accepted = header.split(',').map((word) => word.trim().toLowerCase());
  const takes = (name: string) =>
    accepted.some((word) => word === name || new RegExp(`^${name};q=(?!0(?:\\.0*)?$)`).test(word));
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : null;
}

/** Compresses off the main thread. */
export async function compress(text: string, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'gzip') return zip(text, { level: QUICK });
  const size = Buffer.byteLength(text);
  return brotli(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: QUICK, [constants.BROTLI_PARAM_SIZE_HINT]: size },
  });
}
