/** More than any real schedule has; limits the size of a document. */
export const MAX_RANGES_A_DAY = 24;

/** Whether a value is seven lists of `{start, end}` strings and nothing else; the times are not checked. */
export function isWeekShaped(value: unknown): boolean {
  return Array.isArray(value) && value.length === 7 && value.every(isDayShaped);
}

function isDayShaped(value: unknown): boolean {
  return Array.isArray(value) && value.length <= MAX_RANGES_A_DAY && value.every(isRangeShaped);
}

function isRangeShaped(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const entries = Object.entries(value);
  return (
    entries.length === 2 &&
    entries.every(([key, time]) => (key === 'start' || key === 'end') && typeof time === 'string')
  );
}
