import { CircuitBreaker } from '../outbox/circuit-breaker';

const OPTIONS = { threshold: 3, pauseMs: 1000, maxPauseMs: 60_000 };

/** Whether the providers of connections respond: one that does not delays no other. Instants are epoch milliseconds. */
export class AccountBreakers {
  private readonly breakers = new Map<string, { breaker: CircuitBreaker; notBefore: number }>();

  admits(account: string, now: number): boolean {
    const known = this.breakers.get(account);
    if (!known) return true;
    if (now < known.notBefore || known.breaker.admits(1, now) === 0) return false;
    known.breaker.began();
    return true;
  }

  /** @param retryAfterMs how long the provider asks to be left alone */
  failed(account: string, now: number, retryAfterMs: number | null): void {
    const known = this.breakers.get(account) ?? { breaker: new CircuitBreaker(OPTIONS), notBefore: 0 };
    known.breaker.failed(now);
    known.notBefore = now + (retryAfterMs ?? 0);
    this.breakers.set(account, known);
  }

  /** An attempt ended without evidence about the provider. */
  undecided(account: string): void {
    this.breakers.get(account)?.breaker.undecided();
  }

  /** @returns whether it did not respond before */
  answered(account: string): boolean {
    return this.breakers.delete(account);
  }
}
