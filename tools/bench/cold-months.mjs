const DAY = 86_400_000;
/** Months of one expert are asked for in turn from two stretches that no memory of one calendar spans. */
const STRETCH = 350;
const STARTS = 100;

/** Days asked for at once. */
export const MONTH_DAYS = 31;
/** Days, counted from the first one, in which cold months lie. */
export const COLD_DAYS = [0, STRETCH].flatMap((first) =>
  Array.from({ length: STARTS + MONTH_DAYS }, (_, i) => first + i),
);

/**
 * The `turn`-th month to ask one expert for: never near the one before it, and for the first 200 turns never one that
 * was asked for already.
 *
 * @param {number} firstDay epoch milliseconds
 * @param {number} turn from 0
 * @returns {{ from: number, to: number }} epoch milliseconds, half-open
 */
export function coldMonth(firstDay, turn) {
  const day = (turn % 2) * STRETCH + ((turn >> 1) % STARTS);
  const from = firstDay + day * DAY;
  return { from, to: from + MONTH_DAYS * DAY };
}
