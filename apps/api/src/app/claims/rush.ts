import type { DomainError } from '../http/domain-error';

/** One attempt to take a place, while it is under way. */
export interface Attempt {
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
 * The attempts under way, by expert. Whoever wants a time that somebody is taking waits for that one answer instead of
 * opening a transaction that must lose. Nothing outlives its answer: a freed time is free.
 */
export class Rush {
  private readonly attempts = new Map<string, Set<Attempt>>();

  /** An attempt under way whose padded interval (epoch milliseconds) overlaps. */
  rivalOf(expertId: string, padStart: number, padEnd: number): Attempt | undefined {
    for (const attempt of this.attempts.get(expertId) ?? []) {
      if (attempt.padStart < padEnd && padStart < attempt.padEnd) return attempt;
    }
    return undefined;
  }

  /** Lets others see the attempt until its outcome is known. */
  announce(expertId: string, attempt: Attempt): void {
    const attempts = this.attempts.get(expertId) ?? new Set();
    this.attempts.set(expertId, attempts.add(attempt));
    void attempt.outcome.finally(() => {
      attempts.delete(attempt);
      if (attempts.size === 0 && this.attempts.get(expertId) === attempts) this.attempts.delete(expertId);
    });
  }
}
