import { hash, verify } from '@node-rs/argon2';

export const PASSWORD_MIN_LENGTH = 10;
export const PASSWORD_MAX_LENGTH = 200;

/** OWASP's figures; the library's algorithm is argon2id unless told otherwise. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** argon2id (RFC 9106) as a PHC string with a random salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalise(password), ARGON2ID);
}

/**
 * Whether the password belongs to the hash. Without a hash it works as long and answers false, so that the time taken
 * does not tell whether an account exists.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await NOBODYS_HASH), normalise(password));
  return matches && passwordHash !== null;
}

const NOBODYS_HASH = hashPassword('nobody has this password');

/** Those of ten characters and more that lead the lists of leaked passwords. */
const HOPELESS = new Set([
  '0123456789',
  '1q2w3e4r5t',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'abcdefghij',
  'administrator',
  'changeme123',
  'computer123',
  'expertbook',
  'football123',
  'iloveyou123',
  'letmein123',
  'passw0rd123',
  'password12',
  'password123',
  'password1234',
  'password12345',
  'passwordpassword',
  'princess123',
  'q1w2e3r4t5',
  'qwerty12345',
  'qwerty123456',
  'qwertyuiop',
  'qwertyuiop123',
  'qwertzuiop',
  'sunshine123',
  'welcome123',
  'welcome1234',
]);
const MIN_DIFFERENT_CHARACTERS = 5;

/**
 * Whether anybody would try this password first: a well-known one, one of very few different characters, a run such as
 * `1234567890`, or the person's own email or name. Letter case and spaces do not save it.
 */
export function isHopelessPassword(password: string, about: { email: string; name: string }): boolean {
  const plain = fold(password);
  const own = [about.email, about.email.split('@')[0] ?? '', about.name].map(fold);
  return (
    HOPELESS.has(plain) ||
    new Set(plain).size < MIN_DIFFERENT_CHARACTERS ||
    isRun(plain) ||
    own.includes(plain) ||
    own.some((word) => word.length >= 4 && /^\d{0,4}!?$/.test(plain.replace(word, '')))
  );
}

/** Whether every character follows the one before it in Unicode, up or down; after 9 comes 0. */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((character, i) => {
    const step = (character.codePointAt(0) ?? 0) - (text.codePointAt(i) ?? 0);
    return step === -9 ? 1 : step === 9 ? -1 : step;
  });
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}

function fold(text: string): string {
  return normalise(text).toLowerCase().replace(/\s+/g, '');
}

/** One form for what different keyboards type for the same characters. */
function normalise(text: string): string {
  return text.normalize('NFKC');
}
