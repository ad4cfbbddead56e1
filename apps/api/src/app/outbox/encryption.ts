import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1.';
const PURPOSE = 'expertbook outbox seal v1';

/** Thrown for a text that was encrypted with another secret or for another place, or that was changed. */
export class DecryptError extends Error {
  constructor(cause?: unknown) {
    super('The sealed value cannot be opened.', { cause });
    this.name = 'UnsealError';
  }
}

/**
 * Encrypts a short secret for storage: AES-256-GCM under a key derived from `secret` by HKDF-SHA256 (RFC 5869), with a new
 * random nonce. Text of URL-safe characters.
 * @param place where it will lie; it opens nowhere else
 */
export function encrypt(secret: string, text: string, place: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(secret), iv).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return VERSION + Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/**
 * The text that {@link encrypt} was given.
 * @throws DecryptError
 */
export function decrypt(secret: string, sealed: string, place: string): string {
  const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url');
  if (!sealed.startsWith(VERSION) || bytes.length < IV_BYTES + TAG_BYTES) throw new DecryptError();
  try {
    const decipher = createDecipheriv(CIPHER, keyOf(secret), bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString(
      'utf8',
    );
  } catch (error) {
    throw new DecryptError(error);
  }
}

const keys = new Map<string, Buffer>();

function keyOf(secret: string): Buffer {
  const known = keys.get(secret);
  if (known) return known;
  const key = Buffer.from(hkdfSync('sha256', secret, '', PURPOSE, KEY_BYTES));
  keys.set(secret, key);
  return key;
}
