import { createHash, hkdfSync } from 'node:crypto';
import type { Environment } from '../config/environment';

/** The settings with the keys. */
export type KeySettings = Pick<Environment, 'jwtSecret' | 'encryptionKeys'>;

export interface EncryptionKey {
  /**
   * Prefix of every ciphertext of this key: `v1.` for the key derived from `JWT_SECRET`, `v2.` with the id of the key
   * for one of `ENCRYPTION_KEY`.
   */
  readonly prefix: string;
  readonly bytes: Buffer;
}

export interface EncryptionKeys {
  readonly current: EncryptionKey;
  /** All keys that decrypt, including the current one. */
  readonly all: readonly EncryptionKey[];
}

const KEY_BYTES = 32;
/** Part of every stored `v1.` ciphertext: never changed. */
const PURPOSE = 'expertbook outbox seal v1';
const ID_BYTES = 6;

const known = new WeakMap<KeySettings, EncryptionKeys>();

/**
 * The keys of an installation. The first of `ENCRYPTION_KEY` encrypts; without one, the key that HKDF-SHA256 (RFC 5869) derives
 * from `JWT_SECRET`. That key always decrypts, so that setting `ENCRYPTION_KEY` loses nothing.
 */
export function encryptionKeys(settings: KeySettings): EncryptionKeys {
  const found = known.get(settings);
  if (found) return found;
  const derived = Buffer.from(hkdfSync('sha256', settings.jwtSecret, '', PURPOSE, KEY_BYTES));
  const all = [...settings.encryptionKeys.map(ownKey), { prefix: 'v1.', bytes: derived }];
  const keys = { current: all[0] as EncryptionKey, all };
  known.set(settings, keys);
  return keys;
}

function ownKey(bytes: Buffer): EncryptionKey {
  // The id distinguishes keys and reveals nothing about them.
  const hash = createHash('sha256').update('expertbook key id').update(bytes).digest();
  return { prefix: `v2.${hash.subarray(0, ID_BYTES).toString('base64url')}.`, bytes };
}
