/** A list as two columns, ascending by `starts`. */
export interface Columns {
  readonly starts: Float64Array;
  readonly values: Float64Array;
}

const remembered = new WeakMap<readonly object[], Columns>();

/**
 * The columns of a FROZEN list, computed once and cached, because such a list never changes; null for any other list.
 * Turns a question about thousands of entries into a binary search.
 */
export function frozenColumns<T extends { start: number }>(
  list: readonly T[],
  valueOf: (entry: T) => number,
): Columns | null {
  const known = remembered.get(list);
  if (known !== undefined) return known;
  if (!Object.isFrozen(list)) return null;
  const columns = {
    starts: Float64Array.from(list, (entry) => entry.start),
    values: Float64Array.from(list, valueOf),
  };
  sortColumns(columns.starts, columns.values, list.length);
  remembered.set(list, columns);
  return columns;
}

/** Sorts the first `count` rows of both columns by ascending `starts`; does nothing when they are sorted. */
export function sortColumns(starts: Float64Array, values: Float64Array, count: number): void {
  let ascending = true;
  for (let i = 1; i < count && ascending; i++) ascending = (starts[i - 1] as number) <= (starts[i] as number);
  if (ascending) return;
  const oldStarts = starts.slice(0, count);
  const oldValues = values.slice(0, count);
  const order = Array.from(oldStarts.keys());
  order.sort((a, b) => (oldStarts[a] as number) - (oldStarts[b] as number));
  order.forEach((from, to) => {
    starts[to] = oldStarts[from] as number;
    values[to] = oldValues[from] as number;
  });
}
