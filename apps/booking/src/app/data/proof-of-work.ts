import type { ProofChallenge } from '@expertbook/contracts';
import { sha256Hex } from './sha256';

/** Numbers tried in one task, so that the page can draw and handle input in between: a few milliseconds on a phone. */
const BATCH_SIZE = 2_000;

/**
 * Solves a challenge (ALTCHA) and returns the solution as the API's header value. Loaded only when the API requires
 * one. In plain JavaScript: `crypto.subtle` is missing on pages without TLS, and its asynchronous calls take longer
 * than the hash.
 *
 * @throws Error when no number matches
 */
export async function solveProof(proofChallenge: ProofChallenge): Promise<string> {
  const { algorithm, challenge, maxnumber, salt, signature } = proofChallenge;
  for (let number = 0; number <= maxnumber; number++) {
    if (number % BATCH_SIZE === BATCH_SIZE - 1) await new Promise((resolve) => setTimeout(resolve));
    if (sha256Hex(`${salt}${number}`) === challenge)
      return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
  }
  throw new Error('The challenge has no solution.');
}
