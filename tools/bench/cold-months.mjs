const DAY = 86_400_000;
/** Months of one expert are requested in turn from two ranges that no calendar cache spans together. */
const STRETCH = 350;
const STARTS = 100;

/** Days per request. */
export const MONTH_DAYS = 31;
/** Days, counted from the first one, that cold months cover. */
export const COLD_DAYS = [0, STRETCH].flatMap((first) =>
  Array.from({ length: STARTS + MONTH_DAYS }, (_, i) => first + i),
);

/**
 * The `turn`-th month to request for one expert: never near the one before, and for the first 200 turns never one
 * that was requested already.
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
