import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** Whom a password is for: what names them is what others would try first. */
export interface PasswordOwner {
  email: string;
  name: string;
}

/** Why a password is refused; null = it is not. */
export type PasswordWeakness = 'common_password' | 'weak_password';

/** zxcvbn's scores go from 0 to 4; 3 stands for 10^8 guesses and more, which sign-in limits turn into centuries. */
const LEAST_SCORE = 3;
/** What of a password is judged: the time it takes grows with the square of the length. The rest cannot weaken it. */
const MAX_JUDGED = 64;
const OWN_WORDS = ['expertbook'];
/** Parts of a name or address shorter than this are in too many words. */
const LEAST_PART = 3;

/** How easily a password is guessed. */
interface Judge {
  known: ReadonlySet<string>;
  zxcvbn: ZxcvbnFactory;
}

let judge: Promise<Judge> | undefined;

/**
 * Whether a password is one of those that are tried first, or would fall to few guesses: by zxcvbn (Wheeler, USENIX Security
 * 2016), which knows the 3,000 most common passwords, keyboards, dates, repetitions and what names the owner. Letter case and
 * spaces do not save it. Passphrases of any words and characters are welcome.
 */
export async function weaknessOf(password: string, owner: PasswordOwner): Promise<PasswordWeakness | null> {
  // Loaded when it is first needed: few requests are about a new password.
  const { known, zxcvbn } = await (judge ??= load());
  const plain = password.normalize('NFKC').slice(0, MAX_JUDGED);
  const folded = plain.toLowerCase().replace(/\s+/g, '');
  if (known.has(folded)) return 'common_password';
  const words = wordsOf(owner);
  const score = Math.min(...[plain, folded].map((text) => zxcvbn.check(text, words).score));
  return score < LEAST_SCORE ? 'weak_password' : null;
}

async function load(): Promise<Judge> {
  const [{ ZxcvbnFactory }, { default: data }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('./password-data.json'),
  ]);
  const common = data.common.split(' ');
  return {
    known: new Set([...common, ...data.long.split(' ')]),
    zxcvbn: new ZxcvbnFactory({ dictionary: { common }, graphs: data.graphs, maxLength: MAX_JUDGED }),
  };
}

/** The owner's name and address, whole and in parts. */
function wordsOf({ email, name }: PasswordOwner): string[] {
  const whole = [name, email, email.split('@')[0] ?? ''].map((text) => text.normalize('NFKC').toLowerCase());
  const parts = whole.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u));
  const joined = whole.map((text) => text.replace(/\s+/g, ''));
  return [...new Set([...OWN_WORDS, ...whole, ...joined, ...parts])].filter(
    (word) => word.length >= LEAST_PART,
  );
}
