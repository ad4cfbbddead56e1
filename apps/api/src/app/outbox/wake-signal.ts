/** Why a wait ended. */
export type WakeReason = 'work' | 'capacity' | 'timeout';

/** Ends a wait early. A signal without a waiter is kept for the next wait. */
export class WakeSignal {
  private pending: WakeReason = 'timeout';
  private release: (() => void) | null = null;

  /** @param reason `capacity` (a lane can claim more) has precedence over `work` (there may be new rows) */
  signal(reason: 'work' | 'capacity'): void {
    if (this.pending !== 'capacity') this.pending = reason;
    this.release?.();
  }

  /** Resolves at the next signal, or after `milliseconds` with `timeout`. */
  async wait(milliseconds: number): Promise<WakeReason> {
    if (this.pending === 'timeout') {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.release = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.release = null;
    }
    const { pending } = this;
    this.pending = 'timeout';
    return pending;
  }
}
