/**
 * @typedef {object} ClaimOfTime
 * @property {unknown} _id
 * @property {unknown} expertId
 * @property {Date} padStart
 * @property {Date} padEnd
 */

/**
 * The pairs of claims that share time, found by the plainest arithmetic there is: sorted by expert and start, each is compared
 * with the one before it that ends last. No code of the API and none of the auditor.
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
