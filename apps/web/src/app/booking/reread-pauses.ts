/** Re-reads are spread, so that a thousand open pages do not ask in the same instant. */
const JITTER_MS = 500;
const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 30_000;

/** When something is read again: each time after some jitter, and after ever longer pauses while nothing helps. */
export class RereadPauses {
  private readonly pending = new Set<string>();
  private readonly pauses = new Map<string, number>();
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();

  /** Does the work after the pause that is due; nothing where the same is about to be done. */
  soon(key: string, work: () => void): void {
    if (this.pending.has(key)) return;
    const pause = this.pauses.get(key) ?? 0;
    this.pauses.set(key, Math.min(MAX_PAUSE_MS, pause * 2 || FIRST_PAUSE_MS));
    this.pending.add(key);
    this.later(pause + Math.random() * JITTER_MS, () => {
      this.pending.delete(key);
      work();
    });
  }

  later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, ms);
    this.timers.add(timer);
  }

  /** It has helped: the next time begins without a pause. */
  helped(key: string): void {
    this.pauses.delete(key);
  }

  /** Forgets all pauses. */
  forget(): void {
    this.pauses.clear();
  }

  /** Nothing that waits is done any more. */
  stop(): void {
    this.timers.forEach(clearTimeout);
  }
}
