import { readEncryptionKeys } from './encryption-key-setting';
import type { SettingsReader } from './settings-reader';

export interface SecretSettings {
  readonly jwtSecret: string;
  /** 32 bytes each; the first encrypts, all decrypt. Empty = a key is derived from `jwtSecret`. */
  readonly encryptionKeys: readonly Buffer[];
}

const DEVELOPMENT_SECRET = 'development-only-secret-do-not-use-in-production';
const MIN_SECRET_LENGTH = 32;

/** @param production requires a secret of one's own that is long enough */
export function readSecretSettings(reader: SettingsReader, production: boolean): SecretSettings {
  const { problems } = reader;
  const secret = reader.text('JWT_SECRET');
  if (production && !secret) problems.push('JWT_SECRET is missing: set it to a long random text.');
  if (secret && secret.length < MIN_SECRET_LENGTH && production) {
    problems.push(`JWT_SECRET is too weak: it needs at least ${MIN_SECRET_LENGTH} characters.`);
  }
  if (production && secret === DEVELOPMENT_SECRET)
    problems.push('JWT_SECRET is the development one: set your own.');

  const encryptionKeys = readEncryptionKeys(reader.text('ENCRYPTION_KEY') ?? '');
  if (!encryptionKeys) {
    problems.push(
      'ENCRYPTION_KEY must be 32 random bytes in base64, or several of them with commas between, none twice.',
    );
  }
  return { jwtSecret: secret ?? DEVELOPMENT_SECRET, encryptionKeys: encryptionKeys ?? [] };
}
