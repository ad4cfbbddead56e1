import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeySettings } from './encryption-keys';
import { encryptionKeys } from './encryption-keys';
import { Secret } from './secret';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Thrown for a value that was encrypted with an unknown key or for another place, or was changed. */
export class DecryptError extends Error {
  constructor(cause?: unknown) {
    super('The encrypted value cannot be read.', { cause });
    this.name = 'DecryptError';
  }
}

/** The place of a value, for {@link encrypt}: it decrypts in no other field and no other document. */
export function placeOf(collection: string, id: string, field: string): string {
  return JSON.stringify([collection, id, field]);
}

/**
 * Encrypts a short secret for storage: AES-256-GCM under the current key, with a new random nonce. The text begins
 * with version and key id, the rest is base64url of nonce, tag and ciphertext.
 * @param place where it is stored ({@link placeOf}, or the unique key of a row); it decrypts nowhere else
 */
export function encrypt(settings: KeySettings, secret: string | Secret, place: string): string {
  const { prefix, bytes } = encryptionKeys(settings).current;
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, bytes, iv).setAAD(Buffer.from(place));
  const text = typeof secret === 'string' ? secret : secret.reveal();
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return prefix + Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64url');
}

/**
 * The secret that was encrypted.
 * @throws DecryptError
 */
export function decrypt(settings: KeySettings, encrypted: string, place: string): string {
  const key = encryptionKeys(settings).all.find(({ prefix }) => encrypted.startsWith(prefix));
  if (!key) throw new DecryptError();
  const bytes = Buffer.from(encrypted.slice(key.prefix.length), 'base64url');
  if (bytes.length < IV_BYTES + TAG_BYTES) throw new DecryptError();
  try {
    const decipher = createDecipheriv(CIPHER, key.bytes, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const text = [decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()];
    return Buffer.concat(text).toString('utf8');
  } catch (error) {
    throw new DecryptError(error);
  }
}

/**
 * {@link decrypt} for a secret that stays in memory for longer than one statement.
 * @throws DecryptError
 */
export function decryptSecret(settings: KeySettings, encrypted: string, place: string): Secret {
  return new Secret(decrypt(settings, encrypted, place));
}

/**
 * The same secret under the current key; null when it already has that key.
 * @throws DecryptError
 */
export function reencrypt(settings: KeySettings, encrypted: string, place: string): string | null {
  if (encrypted.startsWith(encryptionKeys(settings).current.prefix)) return null;
  return encrypt(settings, decrypt(settings, encrypted, place), place);
}
