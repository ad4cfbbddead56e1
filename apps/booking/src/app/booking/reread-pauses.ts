/** Repeated reads are spread, so that a thousand open pages do not send them at the same instant. */
const JITTER_MS = 500;
const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 30_000;

/** Delays repeated reads: each has some jitter, and repeated failures have growing pauses. */
export class RereadPauses {
  private readonly pending = new Set<string>();
  private readonly pauses = new Map<string, number>();
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();

  /** Runs the work after the current pause; ignored while the same key is already waiting. */
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

  /** The read succeeded: the next one has no pause. */
  helped(key: string): void {
    this.pauses.delete(key);
  }

  /** Resets all pauses. */
  forget(): void {
    this.pauses.clear();
  }

  /** Cancels all waiting work. */
  stop(): void {
    this.timers.forEach(clearTimeout);
  }
}
