/** Times in milliseconds. */
export interface BreakerOptions {
  /** Failures in a row after which it opens. */
  readonly threshold: number;
  /** From opening to the first probe; doubles with every probe that fails. */
  readonly pauseMs: number;
  readonly maxPauseMs: number;
}

/**
 * Keeps work from a far side that does not answer: after some failures in a row it opens and lets one piece of work at a
 * time through as a probe, until one gets an answer. Pure; `now` is epoch milliseconds.
 */
export class CircuitBreaker {
  private failuresInARow = 0;
  /** Null while closed. */
  private open: { pauseMs: number; probeAt: number; probing: boolean } | null = null;

  constructor(private readonly options: BreakerOptions) {}

  get isOpen(): boolean {
    return this.open !== null;
  }

  /** How many of `wanted` pieces of work may begin now. */
  admits(wanted: number, now: number): number {
    if (!this.open) return wanted;
    return this.open.probing || now < this.open.probeAt ? 0 : Math.min(1, wanted);
  }

  /** Work has begun that {@link admits} let through. */
  began(): void {
    if (this.open) this.open.probing = true;
  }

  /** The far side answered, whatever it said. True when that closed the breaker. */
  answered(): boolean {
    const wasOpen = this.isOpen;
    this.failuresInARow = 0;
    this.open = null;
    return wasOpen;
  }

  /** The far side did not answer. True when that opened the breaker. */
  failed(now: number): boolean {
    const { threshold, pauseMs, maxPauseMs } = this.options;
    if (this.open) {
      // What was under way when it opened says nothing new.
      if (!this.open.probing) return false;
      const doubled = Math.min(maxPauseMs, this.open.pauseMs * 2);
      this.open = { pauseMs: doubled, probeAt: now + doubled, probing: false };
      return false;
    }
    this.failuresInARow += 1;
    if (this.failuresInARow < threshold) return false;
    this.open = { pauseMs, probeAt: now + pauseMs, probing: false };
    return true;
  }

  /** The probe ended without a word about the far side, for instance before it was asked. */
  undecided(): void {
    if (this.open) this.open.probing = false;
  }
}
