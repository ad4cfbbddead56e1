import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** A page that is made anew for each request: quick settings, which still take four fifths of it away. */
const QUICK = 4;

/** The strongest encoding the client takes, of those made here; null = as it is. Quality values are 1 in practice. */
export function encodingFor(header: string | undefined): 'br' | 'gzip' | null {
  const accepted = (header ?? '').split(',').map((word) => word.trim().toLowerCase());
  const takes = (name: string) =>
    accepted.some((word) => word === name || new RegExp(`^${name};q=(?!0(?:\\.0*)?$)`).test(word));
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : null;
}

/** Compresses off the main thread. */
export async function pack(text: string, encoding: 'br' | 'gzip'): Promise<Buffer> {
  if (encoding === 'gzip') return zip(text, { level: QUICK });
  const size = Buffer.byteLength(text);
  return brotli(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: QUICK, [constants.BROTLI_PARAM_SIZE_HINT]: size },
  });
}
