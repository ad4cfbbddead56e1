/** Limits concurrent requests, per host and in total; the others wait in the order of their calls. */
export class HostTurns {
  private readonly running = new Map<string, number>();
  private readonly waiting = new Set<{ host: string; go: () => void }>();
  private total = 0;

  constructor(
    private readonly perHost: number,
    private readonly inAll: number,
  ) {}

  /**
   * Resolves when a slot is free, with a function that frees it.
   * @throws the signal's reason when it is aborted before
   */
  async take(host: string, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (!this.isFree(host)) await this.wait(host, signal);
    else this.begin(host);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.end(host);
    };
  }

  private wait(host: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const turn = {
        host,
        go: () => {
          signal.removeEventListener('abort', giveUp);
          this.waiting.delete(turn);
          this.begin(host);
          resolve();
        },
      };
      const giveUp = (): void => {
        this.waiting.delete(turn);
        reject(signal.reason as Error);
      };
      this.waiting.add(turn);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  private isFree(host: string): boolean {
    return this.total < this.inAll && (this.running.get(host) ?? 0) < this.perHost;
  }

  private begin(host: string): void {
    this.total++;
    this.running.set(host, (this.running.get(host) ?? 0) + 1);
  }

  private end(host: string): void {
    this.total--;
    const left = (this.running.get(host) ?? 1) - 1;
    if (left > 0) this.running.set(host, left);
    else this.running.delete(host);
    for (const turn of this.waiting) if (this.isFree(turn.host)) return turn.go();
  }
}
