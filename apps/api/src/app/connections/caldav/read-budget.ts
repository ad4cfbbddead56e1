import { setImmediate as nextTurn } from 'node:timers/promises';
import { ProviderError } from '../calendar-adapter';

/** What waits for the event loop waits no longer than about this. */
const SLICE_MS = 8;

/** The time that one conversation with a provider may take, and its turns at the event loop. */
export class ReadBudget {
  private readonly deadline: number;
  private sliceBegan = performance.now();

  constructor(timeoutMs: number) {
    this.deadline = performance.now() + timeoutMs;
  }

  /** Milliseconds that are left. @throws ProviderError `not_reachable` when none are */
  left(): number {
    const left = Math.floor(this.deadline - performance.now());
    if (left <= 0) throw new ProviderError('not_reachable');
    return left;
  }

  /** For work in small steps: gives others a turn when the slice is over. @throws ProviderError `not_reachable` */
  async step(): Promise<void> {
    if (performance.now() - this.sliceBegan < SLICE_MS) return;
    this.left();
    await nextTurn();
    this.sliceBegan = performance.now();
  }
}
