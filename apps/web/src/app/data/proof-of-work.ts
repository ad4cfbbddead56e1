import type { ProofChallenge } from '@expertbook/contracts';
import { sha256Hex } from './sha256';

/** Numbers tried before the page may draw and answer again: a few milliseconds on a phone. */
const AT_A_TIME = 2_000;

/**
 * Solves a challenge (ALTCHA) and writes the solution as the API's header takes it. Loaded only when one is asked for. In plain
 * script: `crypto.subtle` is not there on pages without TLS, and asking it for each number takes longer than hashing.
 * @throws Error where no number fits
 */
export async function solveProof(asked: ProofChallenge): Promise<string> {
  const { algorithm, challenge, maxnumber, salt, signature } = asked;
  for (let number = 0; number <= maxnumber; number++) {
    if (number % AT_A_TIME === AT_A_TIME - 1) await new Promise((resolve) => setTimeout(resolve));
    if (sha256Hex(`${salt}${number}`) === challenge)
      return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
  }
  throw new Error('The challenge has no solution.');
}
