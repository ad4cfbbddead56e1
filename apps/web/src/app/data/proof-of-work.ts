import type { ProofChallenge } from '@expertbook/contracts';
import { sha256Hex } from './sha256';

/** Numbers tried in one task, so that the page can draw and handle input in between: a few milliseconds on a phone. */
const AT_A_TIME = 2_000;

/**
 * Solves a challenge (ALTCHA) and returns the solution as the API's header value. Loaded only when the API requires
 * one. In plain JavaScript: `crypto.subtle` is missing on pages without TLS, and its asynchronous calls take longer
 * than the hash.
 *
 * @throws Error when no number matches
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
