/** Why a wait ended. */
export type WakeReason = 'work' | 'room' | 'silence';

/** Ends a wait early; a signal without a waiter is remembered. */
export class WakeSignal {
  private rung: WakeReason = 'silence';
  private release: (() => void) | null = null;

  /** @param why `room` (a place in a lane is free) counts more than `work` (there may be new rows) */
  signal(why: 'work' | 'room'): void {
    if (this.rung !== 'room') this.rung = why;
    this.release?.();
  }

  /** Resolves at the next ring, or after `milliseconds` with `silence`. */
  async wait(milliseconds: number): Promise<WakeReason> {
    if (this.rung === 'silence') {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.release = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.release = null;
    }
    const { rung } = this;
    this.rung = 'silence';
    return rung;
  }
}
