import type { BreakerOptions } from './circuit-breaker';
import { CircuitBreaker } from './circuit-breaker';

/** The topics of one far side (`mail.*`): what is in hand for it at once, and whether it answers. */
export class Lane {
  readonly breaker: CircuitBreaker;
  readonly inHand = new Set<Promise<void>>();

  constructor(
    readonly name: string,
    readonly topics: readonly string[],
    readonly concurrency: number,
    breaker: BreakerOptions,
  ) {
    this.breaker = new CircuitBreaker(breaker);
  }

  get isFull(): boolean {
    return this.inHand.size >= this.concurrency;
  }

  /** How many rows may be taken now. */
  room(now: number): number {
    return this.breaker.admits(Math.max(0, this.concurrency - this.inHand.size), now);
  }
}

/** `mail` of `mail.booking`. */
export function laneOf(topic: string): string {
  return topic.split('.', 1)[0] ?? topic;
}
