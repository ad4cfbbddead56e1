import type { DomainError } from '../http/domain-error';

/** One claim of an interval, while it is under way. */
export interface InFlightClaim {
  /** Equal for requests that ask for exactly the same thing without a hold; they share a refusal. */
  readonly key: string;
  readonly padStart: number;
  readonly padEnd: number;
  /** Whether it takes the time only for a while. */
  readonly isHold: boolean;
  /** True once taken, the error once refused for a reason of the time itself, false for anything else. Never rejects. */
  readonly outcome: Promise<true | false | DomainError>;
  /** What losers are told, by what they asked for: one error with its alternatives for all who asked for the same. */
  readonly refusals: Map<string, Promise<DomainError>>;
}

/**
 * The claims under way, by expert. A request for a time that is being claimed waits for that one answer instead of
 * opening a transaction that must lose. Nothing outlives its answer: a freed time is free.
 */
export class InFlightClaims {
  private readonly byExpert = new Map<string, Set<InFlightClaim>>();

  /** A claim under way whose padded interval (epoch milliseconds) overlaps. */
  findOverlapping(expertId: string, padStart: number, padEnd: number): InFlightClaim | undefined {
    for (const claim of this.byExpert.get(expertId) ?? []) {
      if (claim.padStart < padEnd && padStart < claim.padEnd) return claim;
    }
    return undefined;
  }

  /** Lets others see the claim until its outcome is known. */
  add(expertId: string, claim: InFlightClaim): void {
    const claims = this.byExpert.get(expertId) ?? new Set();
    this.byExpert.set(expertId, claims.add(claim));
    void claim.outcome.finally(() => {
      claims.delete(claim);
      if (claims.size === 0 && this.byExpert.get(expertId) === claims) this.byExpert.delete(expertId);
    });
  }
}
