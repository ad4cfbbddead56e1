import type { BreakerOptions } from './circuit-breaker';
import { CircuitBreaker } from './circuit-breaker';

/** The topics of one server (`mail.*`): the rows in progress for it, and whether it responds. */
export class Lane {
  readonly breaker: CircuitBreaker;
  readonly inProgress = new Set<Promise<void>>();

  constructor(
    readonly name: string,
    readonly topics: readonly string[],
    readonly concurrency: number,
    breaker: BreakerOptions,
  ) {
    this.breaker = new CircuitBreaker(breaker);
  }

  get isFull(): boolean {
    return this.inProgress.size >= this.concurrency;
  }

  /** How many rows may be claimed now. */
  capacity(now: number): number {
    return this.breaker.admits(Math.max(0, this.concurrency - this.inProgress.size), now);
  }
}

/** `mail` of `mail.booking`. */
export function laneOf(topic: string): string {
  return topic.split('.', 1)[0] ?? topic;
}
