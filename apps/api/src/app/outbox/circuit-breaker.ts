/** Times in milliseconds. */
export interface BreakerOptions {
  /** Failures in a row after which it opens. */
  readonly threshold: number;
  /** From opening to the first probe; doubles with every failed probe. */
  readonly pauseMs: number;
  readonly maxPauseMs: number;
}

/**
 * Stops work for a server that does not respond. After several failures in a row it opens and admits one piece of
 * work at a time as a probe, until one gets a response. Pure; `now` is epoch milliseconds.
 */
export class CircuitBreaker {
  private failuresInARow = 0;
  /** Null while closed. */
  private open: { pauseMs: number; probeAt: number; probing: boolean } | null = null;

  constructor(private readonly options: BreakerOptions) {}

  get isOpen(): boolean {
    return this.open !== null;
  }

  /** How many of `wanted` pieces of work may start now. */
  admits(wanted: number, now: number): number {
    if (!this.open) return wanted;
    return this.open.probing || now < this.open.probeAt ? 0 : Math.min(1, wanted);
  }

  /** Work that {@link admits} allowed has started. */
  began(): void {
    if (this.open) this.open.probing = true;
  }

  /** The server responded, with success or with an error. True when this closed the breaker. */
  answered(): boolean {
    const wasOpen = this.isOpen;
    this.failuresInARow = 0;
    this.open = null;
    return wasOpen;
  }

  /** The server did not respond. True when this opened the breaker. */
  failed(now: number): boolean {
    const { threshold, pauseMs, maxPauseMs } = this.options;
    if (this.open) {
      // Work that started before the breaker opened is no evidence about the server now.
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

  /** The probe ended without evidence about the server, for instance before a connection was made. */
  undecided(): void {
    if (this.open) this.open.probing = false;
  }
}
