import type { ProofChallenge } from '@expertbook/contracts';
import { PROOF_HEADER } from '@expertbook/contracts';
import type { ApiCall } from './public-http';
import { callApi, FailedRequest } from './public-http';

/** A proof is valid for five minutes and once; a second one is made when the first was too late. */
const MAX_PROOFS = 2;

/**
 * Calls like `callApi`, and solves a proof of work and calls again when the API requires one under load.
 * The user notices only a short delay.
 */
export async function callProven(path: string, call: ApiCall): Promise<Response> {
  for (let proofs = 0, headers = call.headers; ; proofs++) {
    try {
      return await callApi(path, { ...call, ...(headers && { headers }) });
    } catch (error) {
      const challenge = challengeOf(error);
      if (!challenge || proofs === MAX_PROOFS) throw error;
      const { solveProof } = await import('./proof-of-work');
      headers = { ...call.headers, [PROOF_HEADER]: await solveProof(challenge) };
    }
  }
}

function challengeOf(error: unknown): ProofChallenge | null {
  if (!(error instanceof FailedRequest) || error.status !== 428) return null;
  return (error.error as { challenge?: ProofChallenge } | null)?.challenge ?? null;
}
