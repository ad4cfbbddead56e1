import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';

import { PlainError } from '../run/plain-error.mjs';

const ALGORITHM = 'aes-256-gcm';
const CHUNK = 64 * 1024;
const TAG = 16;
/** Cost of each guess of a passphrase: 32 MB and a tenth of a second. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const [MORE, LAST] = [0, 1];

/**
 * @param {string} passphrase
 * @param {Buffer} [salt] of the file; a new one when left out
 */
export function keyOf(passphrase, salt = randomBytes(16)) {
  return { salt, key: scryptSync(passphrase.normalize('NFKC'), salt, 32, COST) };
}

/**
 * Encrypts in chunks. Each has a length, its ciphertext and a tag over its position and whether it is the last one,
 * so that no chunk can be changed, removed, exchanged or cut off unnoticed. Each file has its own key, so the
 * position can be the nonce.
 *
 * @param {Buffer} key
 * @returns {(source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>}
 */
export function encrypt(key) {
  return async function* (source) {
    let place = 0;
    const seal = (/** @type {Buffer} */ plain, /** @type {number} */ mark) => {
      const cipher = createCipheriv(ALGORITHM, key, nonceOf(place++)).setAAD(Buffer.of(mark));
      const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
      const head = Buffer.alloc(5);
      head.writeUInt32BE(sealed.length);
      head[4] = mark;
      return Buffer.concat([head, sealed]);
    };
    let rest = Buffer.alloc(0);
    for await (const piece of source) {
      rest = Buffer.concat([rest, piece]);
      for (; rest.length > CHUNK; rest = rest.subarray(CHUNK)) yield seal(rest.subarray(0, CHUNK), MORE);
    }
    yield seal(rest, LAST);
  };
}

/**
 * @param {Buffer} key
 * @returns {(source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>} fails for a wrong key, and for changed data
 */
export function decrypt(key) {
  return async function* (source) {
    let place = 0;
    let isOver = false;
    let rest = Buffer.alloc(0);
    for await (const piece of source) {
      rest = Buffer.concat([rest, piece]);
      for (;;) {
        const length = rest.length < 5 ? Infinity : rest.readUInt32BE(0);
        if (length > CHUNK + TAG && length !== Infinity) throw damaged();
        if (rest.length < 5 + length) break;
        if (isOver) throw damaged();
        const mark = rest[4];
        const opened = open(key, place, mark, rest.subarray(5, 5 + length));
        place += 1;
        isOver = mark === LAST;
        rest = rest.subarray(5 + length);
        yield opened;
      }
    }
    if (!isOver || rest.length > 0) throw damaged();
  };
}

/**
 * @param {Buffer} key
 * @param {number} place
 * @param {number} mark
 * @param {Buffer} sealed
 */
function open(key, place, mark, sealed) {
  try {
    const decipher = createDecipheriv(ALGORITHM, key, nonceOf(place)).setAAD(Buffer.of(mark));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG)), decipher.final()]);
  } catch {
    throw damaged(place);
  }
}

/** @param {number} place */
function nonceOf(place) {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(place), 4);
  return nonce;
}

/** @param {number} [place] of a chunk that could not be decrypted: for the first one the passphrase is wrong */
function damaged(place) {
  return place === 0
    ? new PlainError(
        'The backup does not open with this passphrase.',
        'Set BACKUP_PASSPHRASE to the one it was made with.',
      )
    : new PlainError('The backup is damaged or not complete.', 'Take another one. Nothing has been changed.');
}
