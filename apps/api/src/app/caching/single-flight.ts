/** Concurrent requests for the same key share one read. */
export class SingleFlight<T = unknown> {
  private running: { key: string; answer: Promise<unknown> } | null = null;
  private waiting: Promise<unknown> | null = null;

  /** The result of the read of `key` in progress, else of a new one. */
  of<R extends T>(key: string, read: () => Promise<R>): Promise<R> {
    if (this.running?.key === key) return this.running.answer as Promise<R>;
    const answer = read();
    const running = { key, answer };
    this.running = running;
    const done = () => {
      if (this.running === running) this.running = null;
    };
    void answer.then(done, done);
    return answer;
  }

  /** The result of a read that begins after this call: the next one, when one is in progress. */
  next<R extends T>(read: () => Promise<R>): Promise<R> {
    if (!this.running) return this.of('', read);
    const running = this.running.answer;
    this.waiting ??= running
      .catch(() => undefined)
      .then(() => {
        this.waiting = null;
        return this.of('', read);
      });
    return this.waiting as Promise<R>;
  }
}
