/**
 * Measures the subject and its reference in turn, so that both run under the same conditions. Each runs once
 * unmeasured first; which one begins alternates.
 *
 * @template S, R
 * @param {number} rounds
 * @param {(warming: boolean) => Promise<S> | S} subject
 * @param {(warming: boolean) => Promise<R> | R} reference
 * @returns {Promise<{ subjects: S[], references: R[] }>} one entry per round
 */
export async function alternate(rounds, subject, reference) {
  await subject(true);
  await reference(true);
  /** @type {S[]} */
  const subjects = [];
  /** @type {R[]} */
  const references = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      subjects.push(await subject(false));
      references.push(await reference(false));
    } else {
      references.push(await reference(false));
      subjects.push(await subject(false));
    }
  }
  return { subjects, references };
}

/**
 * @param {readonly number[]} values
 * @returns {number} the middle one; of an even count the mean of the two in the middle
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * @param {readonly number[]} sorted ascending, not empty
 * @param {number} share 0 to 1
 * @returns {number} the smallest value that at least `share` of them do not exceed
 */
export function quantile(sorted, share) {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
