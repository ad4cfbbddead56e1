import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 24;
const UID_BYTES = 15;

/** A secret for one link: 192 random bits, URL-safe. Only its {@link hashToken} is stored. */
export function randomToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** A public id without meaning: 120 random bits, URL-safe. */
export function randomUid(): string {
  return randomBytes(UID_BYTES).toString('base64url');
}

/** SHA-256, hex. Sufficient for tokens, which are random and long. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
