const KEY_BYTES = 32;
/** 32 bytes in base64 or base64url, with or without padding. */
const KEY = /^[\w+/-]{43}=?$/;

/**
 * Reads `ENCRYPTION_KEY`: keys separated by commas; the first one encrypts.
 * @returns no key for an empty text; null where one is not 32 bytes in base64, is one byte repeated, or occurs twice
 */
export function readEncryptionKeys(setting: string): Buffer[] | null {
  const texts = setting.split(',').map((one) => one.trim());
  if (setting === '') return [];
  if (!texts.every((one) => KEY.test(one))) return null;
  const keys = texts.map((one) => Buffer.from(one, 'base64'));
  const isRandom = keys.every((key) => key.length === KEY_BYTES && new Set(key).size > 1);
  const isEachOnce = new Set(keys.map((key) => key.toString('base64'))).size === keys.length;
  return isRandom && isEachOnce ? keys : null;
}
