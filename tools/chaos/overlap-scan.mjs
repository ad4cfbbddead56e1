/**
 * @typedef {object} ClaimOfTime
 * @property {unknown} _id
 * @property {unknown} expertId
 * @property {Date} padStart
 * @property {Date} padEnd
 */

/**
 * The pairs of claims that overlap, found by simple arithmetic: sorted by expert and start, each is compared with the
 * earlier one that ends last. Uses no code of the API or the auditor.
 *
 * @param {readonly ClaimOfTime[]} claims that claim their time, in any order; half-open intervals
 * @returns {[ClaimOfTime, ClaimOfTime][]}
 */
export function overlapping(claims) {
  const sorted = [...claims].sort(
    (a, b) =>
      String(a.expertId).localeCompare(String(b.expertId)) || a.padStart.getTime() - b.padStart.getTime(),
  );
  /** @type {[ClaimOfTime, ClaimOfTime][]} */
  const pairs = [];
  /** @type {ClaimOfTime | null} */
  let last = null;
  for (const claim of sorted) {
    if (last === null || String(last.expertId) !== String(claim.expertId)) {
      last = claim;
      continue;
    }
    if (claim.padStart < last.padEnd) pairs.push([last, claim]);
    if (claim.padEnd > last.padEnd) last = claim;
  }
  return pairs;
}
