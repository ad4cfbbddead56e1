import { computed, signal } from '@angular/core';
import type { WebProblem } from '../data/problem';
import { toProblem } from '../data/problem';

export type LoadStatus = 'loading' | 'ready' | 'failed';

/**
 * Something read from the API, as signals. The latest `load` wins. While it reads again after a success the previous
 * value stays readable, so that a refresh never blanks a page.
 */
export class Loadable<T> {
  private readonly state = signal<{ status: LoadStatus; value: T | null; problem: WebProblem | null }>({
    status: 'loading',
    value: null,
    problem: null,
  });
  readonly status = computed(() => this.state().status);
  readonly value = computed(() => this.state().value);
  readonly problem = computed(() => this.state().problem);
  private loads = 0;
  private reading = false;
  private readonly pending: ((value: T) => T)[] = [];

  /** `quiet` keeps a readable value on the page while reading, and also when reading fails. */
  async load(read: () => Promise<T>, { quiet = false } = {}): Promise<void> {
    const load = ++this.loads;
    this.reading = true;
    const keeps = quiet && this.state().status === 'ready';
    if (!keeps) this.state.update((state) => ({ ...state, status: 'loading', problem: null }));
    try {
      const value = await read();
      if (load !== this.loads) return;
      let current: T = value;
      for (const change of this.pending) current = change(current);
      this.state.set({ status: 'ready', value: current, problem: null });
    } catch (error) {
      if (load === this.loads && !keeps) {
        this.state.set({ status: 'failed', value: null, problem: toProblem(error) });
      }
    } finally {
      if (load === this.loads) {
        this.reading = false;
        this.pending.length = 0;
      }
    }
  }

  /** Sets a value without a read; a read in progress is discarded. */
  put(value: T): void {
    this.loads++;
    this.reading = false;
    this.pending.length = 0;
    this.state.set({ status: 'ready', value, problem: null });
  }

  /**
   * Changes a value that is already there. A change during a read is applied to the response as well, because that may
   * be older than the change; so it must be safe to apply twice.
   */
  update(change: (value: T) => T): void {
    if (this.reading) this.pending.push(change);
    this.state.update((state) =>
      state.status === 'ready' && state.value !== null ? { ...state, value: change(state.value) } : state,
    );
  }
}
