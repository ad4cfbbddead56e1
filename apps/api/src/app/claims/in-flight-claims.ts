import { UNBOOKABLE_REASONS } from '@expertbook/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../http/domain-error';

/** The outcome of a claim. */
export type ClaimOutcome =
  | { kind: 'claimed' }
  /** Refused for a reason of the time itself: identical requests get the same error. */
  | { kind: 'refused'; error: DomainError }
  /** Failed for a reason of the request, such as an expired hold. */
  | { kind: 'failed' };

/** A claim of an interval, while it is in progress. */
export interface InFlightClaim {
  /** Equal for identical requests without a hold; they share a refusal. */
  readonly key: string;
  /** The padded interval, epoch milliseconds. */
  readonly padStart: number;
  readonly padEnd: number;
  /** Whether it takes the time only temporarily. */
  readonly isHold: boolean;
  /** Never rejects. */
  readonly outcome: Promise<ClaimOutcome>;
  /**
   * The errors of requests that lose the time to it, by request key: identical requests share one with its
   * alternatives.
   */
  readonly refusals: Map<string, Promise<DomainError>>;
}

/**
 * The claims in progress, by expert. A request for a time that is being claimed waits for that outcome instead of
 * starting a transaction that would fail. Nothing is kept after the outcome, so a freed time is free.
 */
export class InFlightClaims {
  private readonly byExpert = new Map<string, Set<InFlightClaim>>();

  /** A claim in progress whose padded interval (epoch milliseconds) overlaps. */
  findOverlapping(expertId: string, padStart: number, padEnd: number): InFlightClaim | undefined {
    for (const claim of this.byExpert.get(expertId) ?? []) {
      if (claim.padStart < padEnd && padStart < claim.padEnd) return claim;
    }
    return undefined;
  }

  /** Makes the claim visible to others until its outcome is known. */
  add(expertId: string, claim: InFlightClaim): void {
    const claims = this.byExpert.get(expertId) ?? new Set();
    this.byExpert.set(expertId, claims.add(claim));
    void claim.outcome.finally(() => {
      claims.delete(claim);
      if (claims.size === 0 && this.byExpert.get(expertId) === claims) this.byExpert.delete(expertId);
    });
  }
}

/** The outcome; `failed` if it is not known at `until`, epoch milliseconds. */
export async function outcomeBefore(until: number, outcome: Promise<ClaimOutcome>): Promise<ClaimOutcome> {
  const late = new AbortController();
  const unknown: ClaimOutcome = { kind: 'failed' };
  const none = sleep(Math.max(0, until - Date.now()), unknown, { signal: late.signal });
  none.catch(() => undefined);
  return Promise.race([outcome, none]).finally(() => late.abort());
}

/**
 * Refused for a reason of the time: identical requests are refused as well. An expired hold, for example, only
 * concerns its holder.
 */
export function toOutcome(error: unknown): ClaimOutcome {
  const isOfTheTime =
    error instanceof DomainError && (UNBOOKABLE_REASONS as readonly string[]).includes(error.code);
  return isOfTheTime ? { kind: 'refused', error } : { kind: 'failed' };
}
