interface Entry<V> {
  value: V;
  weight: number;
}

/**
 * A bounded map that evicts the least recently used entries, counted in entries or by their weight.
 */
export class LruCache<K, V> {
  private readonly entries = new Map<K, Entry<V>>();
  private sum = 0;

  /**
   * @param weigh the weight of an entry when it is set or {@link reweigh}ed
   * @param onForgotten called with each evicted entry
   */
  constructor(
    private readonly most: number,
    private readonly weigh: (value: V, key: K) => number = () => 1,
    private readonly onForgotten: (value: V, key: K) => void = () => undefined,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  /** Of all entries. */
  get weight(): number {
    return this.sum;
  }

  get(key: K): V | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  /** Without counting as a use. */
  peek(key: K): V | undefined {
    return this.entries.get(key)?.value;
  }

  set(key: K, value: V): void {
    this.delete(key);
    const weight = this.weigh(value, key);
    this.entries.set(key, { value, weight });
    this.sum += weight;
    this.forgetOldest();
  }

  /** Updates the weight of an entry. Unknown keys are ignored. */
  reweigh(key: K): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    const weight = this.weigh(entry.value, key);
    this.sum += weight - entry.weight;
    entry.weight = weight;
    this.forgetOldest();
  }

  delete(key: K): void {
    const entry = this.entries.get(key);
    if (entry === undefined) return;
    this.entries.delete(key);
    this.sum -= entry.weight;
  }

  clear(): void {
    this.entries.clear();
    this.sum = 0;
  }

  private forgetOldest(): void {
    for (const [key, { value }] of this.entries) {
      if (this.sum <= this.most) return;
      this.delete(key);
      this.onForgotten(value, key);
    }
  }
}
