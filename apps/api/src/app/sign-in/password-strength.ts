import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** The owner of a password: their name and address are the first guesses of an attacker. */
export interface PasswordOwner {
  email: string;
  name: string;
}

/** Why a password is rejected; null = accepted. */
export type PasswordWeakness = 'common_password' | 'weak_password';

/** zxcvbn's scores go from 0 to 4; 3 means 10^8 guesses and more, which take centuries under the sign-in limits. */
const MIN_SCORE = 3;
/**
 * Length that is rated: the duration grows with the square of the length, and further characters cannot make the
 * password weaker.
 */
const MAX_RATED_LENGTH = 64;
const OWN_WORDS = ['expertbook'];
/** Shorter parts of a name or address occur in too many words. */
const MIN_PART_LENGTH = 3;

/** Rates how easily a password can be guessed. */
interface StrengthMeter {
  known: ReadonlySet<string>;
  zxcvbn: ZxcvbnFactory;
}

let meter: Promise<StrengthMeter> | undefined;

/**
 * Whether a password is common, or would be found with few guesses. Decided by zxcvbn (Wheeler, USENIX Security
 * 2016), which knows the 3,000 most common passwords, keyboard patterns, dates, repetitions and the owner's name.
 * Letter case and spaces make no difference. Passphrases of any words and characters are accepted.
 */
export async function weaknessOf(password: string, owner: PasswordOwner): Promise<PasswordWeakness | null> {
  // Loaded on demand: few requests are about a new password.
  const { known, zxcvbn } = await (meter ??= load());
  const plain = password.normalize('NFKC').slice(0, MAX_RATED_LENGTH);
  const folded = plain.toLowerCase().replace(/\s+/g, '');
  if (known.has(folded)) return 'common_password';
  const words = wordsOf(owner);
  const score = Math.min(...[plain, folded].map((text) => zxcvbn.check(text, words).score));
  return score < MIN_SCORE ? 'weak_password' : null;
}

async function load(): Promise<StrengthMeter> {
  const [{ ZxcvbnFactory }, { default: data }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('./password-data.json'),
  ]);
  const common = data.common.split(' ');
  return {
    known: new Set([...common, ...data.long.split(' ')]),
    zxcvbn: new ZxcvbnFactory({ dictionary: { common }, graphs: data.graphs, maxLength: MAX_RATED_LENGTH }),
  };
}

/** The owner's name and address, whole and in parts. */
function wordsOf({ email, name }: PasswordOwner): string[] {
  const whole = [name, email, email.split('@')[0] ?? ''].map((text) => text.normalize('NFKC').toLowerCase());
  const parts = whole.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  const joined = whole.map((text) => text.replace(/\s+/g, ''));
  return [...new Set([...OWN_WORDS, ...whole, ...joined, ...parts])].filter(
    (word) => word.length >= MIN_PART_LENGTH,
  );
}
