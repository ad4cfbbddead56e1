import { hash, verify } from '@node-rs/argon2';

/** OWASP's parameters; the library's default algorithm is argon2id. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** argon2id (RFC 9106) as a PHC string with a random salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalise(password), ARGON2ID);
}

/**
 * Whether the password belongs to the hash. Without a hash it takes as long and returns false, so that the duration
 * does not reveal whether an account exists.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await DUMMY_HASH), normalise(password));
  return matches && passwordHash !== null;
}

const DUMMY_HASH = hashPassword('nobody has this password');

/** Normalises different input of the same characters. */
function normalise(text: string): string {
  return text.normalize('NFKC');
}
