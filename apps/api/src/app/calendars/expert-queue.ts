/**
 * Runs tasks with the same key one after the other, in the order of the calls; tasks of different keys do not wait
 * for each other. MongoDB responds to concurrent writers of one document with conflicts and retries; a queue in the
 * process avoids them, so that processes conflict only with other processes.
 */
export class ExpertQueue {
  private tasks = 0;
  private readonly tails = new Map<string, Promise<unknown>>();

  /** Resolves or rejects as `task` does; a failing task never stops the ones behind it. */
  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.tails.get(key) ?? Promise.resolve();
    const result = before.then(task, task);
    const settled = result.then(
      () => undefined,
      () => undefined,
    );
    this.tails.set(key, settled);
    this.tasks++;
    void settled.then(() => {
      this.tasks--;
      if (this.tails.get(key) === settled) this.tails.delete(key);
    });
    return result;
  }

  /** Tasks in progress or waiting. */
  get waiting(): number {
    return this.tasks;
  }

  /** Keys with tasks in progress or waiting. */
  get size(): number {
    return this.tails.size;
  }
}
