/** Combines single calls of one event loop turn: one write to the database instead of many. */
export class Batcher<T> {
  private waiting: T[] = [];
  private result: Promise<void> | null = null;

  constructor(private readonly doAll: (items: readonly T[]) => Promise<void>) {}

  /** Resolves or rejects as the work of the whole turn does. */
  add(item: T): Promise<void> {
    this.waiting.push(item);
    this.result ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      const items = this.waiting;
      this.waiting = [];
      this.result = null;
      return this.doAll(items);
    });
    return this.result;
  }
}
