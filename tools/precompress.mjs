/**
 * Compresses the built web app once, so that the server sends files without work: `main-ABC.js` gets `main-ABC.js.br`
 * and `.gz`. As a program: `node tools/precompress.mjs [folder]`.
 */
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pathToFileURL } from 'node:url';
import { brotliCompress, constants, gzip } from 'node:zlib';

import { WEB_ROOT } from './run/paths.mjs';

const TEXT = /\.(?:js|mjs|css|html|svg|json|txt|map|webmanifest|ico|wasm)$/;
/** Smaller files fit into one packet anyway. Bytes. */
const SMALLEST = 1024;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/**
 * @param {string} folder compressed in place, with its subfolders; what is up to date is left alone
 * @returns {Promise<{ files: number, before: number, brotli: number, gzip: number }>} bytes
 */
export async function precompress(folder) {
  const total = { files: 0, before: 0, brotli: 0, gzip: 0 };
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const file = join(entry.parentPath ?? entry.path, entry.name);
    if (!entry.isFile()) continue;
    if (/\.(br|gz)$/.test(entry.name)) {
      if (
        !entries.some(
          (other) =>
            other.isFile() && file.startsWith(`${join(other.parentPath ?? other.path, other.name)}.`),
        )
      )
        await rm(file);
      continue;
    }
    if (!TEXT.test(entry.name)) continue;
    const sizes = await compress(file);
    if (!sizes) continue;
    total.files += 1;
    total.before += sizes.before;
    total.brotli += sizes.brotli;
    total.gzip += sizes.gzip;
  }
  return total;
}

/** @param {string} file */
async function compress(file) {
  const { size, mtimeMs } = await stat(file);
  if (size < SMALLEST) return undefined;
  const done = await sizesOf(file, mtimeMs);
  if (done) return { before: size, ...done };
  const content = await readFile(file);
  const [small, wide] = await Promise.all([
    brotli(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
    zip(content, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${file}.br`, small), writeFile(`${file}.gz`, wide)]);
  return { before: size, brotli: small.length, gzip: wide.length };
}

/**
 * @param {string} file
 * @param {number} since
 * @returns {Promise<{ brotli: number, gzip: number } | undefined>} nothing when there is work to do
 */
async function sizesOf(file, since) {
  try {
    const [small, wide] = await Promise.all([stat(`${file}.br`), stat(`${file}.gz`)]);
    return small.mtimeMs >= since && wide.mtimeMs >= since
      ? { brotli: small.size, gzip: wide.size }
      : undefined;
  } catch {
    return undefined;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const total = await precompress(process.argv[2] ?? WEB_ROOT);
  const kb = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(0)} kB`;
  process.stdout.write(
    `${total.files} files: ${kb(total.before)} -> ${kb(total.brotli)} br, ${kb(total.gzip)} gz\n`,
  );
}
