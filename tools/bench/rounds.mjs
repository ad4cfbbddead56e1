import { say } from '../run/terminal.mjs';

/** A reference that varies by more than this within one run says that the machine was busy with something else. */
const NOISY_ABOVE = 1.6;

/**
 * @typedef {object} Line one printed result
 * @property {string} name with the unit
 * @property {number[]} values one a round
 * @property {number[]} references one a round; empty where there is nothing to compare with
 */

/**
 * Measures the subject and its reference in turn, so that both meet the same moods of the machine. Each is run once
 * unmeasured first; which one begins changes from round to round.
 *
 * @template S, R
 * @param {number} rounds
 * @param {() => Promise<S> | S} subject
 * @param {() => Promise<R> | R} reference
 * @returns {Promise<{ subjects: S[], references: R[] }>} one entry a round
 */
export async function alternate(rounds, subject, reference) {
  await subject();
  await reference();
  /** @type {S[]} */
  const subjects = [];
  /** @type {R[]} */
  const references = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      subjects.push(await subject());
      references.push(await reference());
    } else {
      references.push(await reference());
      subjects.push(await subject());
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

/** Prints what the columns are. */
export function sayHeader() {
  say('name | value | reference | ratio');
}

/** @param {Line} line */
export function sayLine(line) {
  say(formatLine(line));
}

/**
 * @param {Line} line
 * @returns {string} `name | value | reference | ratio`, medians, with ` | noisy` where the machine was busy
 */
export function formatLine({ name, values, references }) {
  const value = median(values);
  if (references.length === 0) return `${name} | ${show(value)} | - | -`;
  const reference = median(references);
  const noisy = Math.max(...references) > NOISY_ABOVE * Math.min(...references) ? ' | noisy' : '';
  return `${name} | ${show(value)} | ${show(reference)} | ${(value / reference).toPrecision(3)}${noisy}`;
}

/** @param {number} value */
function show(value) {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 2);
}
